"""The papers that a freelancer needs: made from answers, with every element that the law wants ticked or named as
missing.
"""
