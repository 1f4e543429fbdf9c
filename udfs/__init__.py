"""What spreadsheet programs load: functions for cells, and later macros; thin shells over `bsc_xl.scoring`."""
