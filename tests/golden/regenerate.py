"""Write the golden trees anew: python tests/golden/regenerate.py. Read the difference before keeping it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from tests.golden.render import TREES, corpus_trees, render_tree


def main() -> None:
    """Write one file for each document of the corpus and remove those of documents that are gone."""
    TREES.mkdir(exist_ok=True)
    for path in TREES.glob("*.txt"):
        path.unlink()
    for tree in corpus_trees():
        (TREES / f"{tree.document.id}.txt").write_text(render_tree(tree), encoding="utf-8")


if __name__ == "__main__":
    main()
