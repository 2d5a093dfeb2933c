"""Checks of what a freelancer has: a sign-up form, a newsletter, and the duties that hold."""
