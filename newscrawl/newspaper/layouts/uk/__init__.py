"""The edition of 2022, whose lists carry whole articles."""
