#!/usr/bin/env python3
"""Administration commands. Without DATABASE_URL, the embedded database is started (or joined) first."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trame.settings")
    from trame import database

    database.provide_url()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
