"""What measures mention: tasks, laws, objects, programmes and instruments, by grammar and word lists."""
