"""What is: one folder for each trade, a function of tables and arrays."""
