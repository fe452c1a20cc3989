"""`fanfold` on the command line, before Django is loaded: the data folder, Ctrl-C, a gone reader.

Which commands there are is found in house/shell.py, what they share in house/console.py.
"""

import os
import sys
from importlib import import_module

INTERRUPTED = 128 + 2  # What shells expect of a program that Ctrl-C has ended.


def main() -> None:
    """Run one command and exit: 0 done, 1 refused or partly failed, 2 wrong usage, 130 Ctrl-C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanfold.config.settings")
    try:
        words = take_data_folder(sys.argv[1:])
        # Loaded here and not above: Ctrl-C may come while it loads, and FANFOLD_DATA is set now.
        import_module("fanfold.house.shell").run(words)
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # The shell's prompt begins on a line of its own.
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; Python must not complain of it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def take_data_folder(words: list[str]) -> list[str]:
    """The words without `--data DIR`, wherever it stands: settings read it as FANFOLD_DATA."""
    rest: list[str] = []
    following = iter(words)
    for word in following:
        name, equals, folder = word.partition("=")
        if name == "--data":
            folder = folder if equals else next(following, "")
            if not folder:
                sys.stderr.write("--data needs the name of a folder.\n")
                sys.exit(2)
            os.environ["FANFOLD_DATA"] = folder
        elif word == "--":
            return [*rest, word, *following]
        else:
            rest.append(word)
    return rest


if __name__ == "__main__":
    main()
