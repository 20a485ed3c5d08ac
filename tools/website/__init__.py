"""The documentation as a static site, in Chinese and English, made from the base: `make docs`."""
