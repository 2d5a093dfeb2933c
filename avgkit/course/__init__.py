"""What the lessons share: lists, explanations, the timeline, exercises, progress and the glossary."""
