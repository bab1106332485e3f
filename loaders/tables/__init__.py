"""Task tables (任务分工表, 责任清单): found in every format, read row by row into measures with responsibilities."""
