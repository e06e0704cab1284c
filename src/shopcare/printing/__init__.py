"""Documents as PDF; the only room with ReportLab."""
