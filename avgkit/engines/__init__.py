"""Classification past one machine: the same joins, written once, run by DuckDB or Spark."""
