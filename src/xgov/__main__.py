"""Run xgov as `python -m xgov`."""

from xgov.cli import main

if __name__ == "__main__":
    main()
