"""The window itself: tabs, menus, unlock panel, status line, and the messages it carries between tabs."""
