"""What is taken away: the sheet, the printed lecture, the numbers, the program, charts, and a prepared link."""
