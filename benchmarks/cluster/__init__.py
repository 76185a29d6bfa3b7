"""Workers on machines of their own, a broker, a volume, and forty newspapers."""
