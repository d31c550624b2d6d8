"""What the page shows and does, without Gradio: the shelf behind it, and who may use it."""

from collections.abc import Sequence

from assistant.errors import DocumentError, EditingError
from assistant.interfaces.correcting import resolve
from assistant.interfaces.documents_page.commands import Command, Do
from assistant.interfaces.documents_page.render_change import render_change
from assistant.interfaces.documents_page.render_detail import render_detail, render_unreadable
from assistant.interfaces.documents_page.render_list import render_documents, render_generations
from assistant.interfaces.editing import Asker
from assistant.interfaces.site.parts import Site
from assistant.pipeline import Inventory, Shelf, Upload
from assistant.reading.corrections import Correction


class DocumentsDesk:
    """The page's side of the shelf; without a shelf there is only what is there to see."""

    def __init__(self, site: Site) -> None:
        self._current = site.current
        self._shelf = site.shelf
        self._inventory = site.shelf.inventory if site.shelf else Inventory(site.current)
        self.editing = site.editing

    @property
    def can_edit(self) -> bool:
        """Whether the page has controls for changes."""
        return self.editing.is_open and self._shelf is not None

    @property
    def is_running(self) -> bool:
        """Whether a change is under way."""
        change = self._shelf.change() if self._shelf else None
        return change is not None and change.is_running

    def check(self, asker: Asker, password: str) -> None:
        """Refuse a change that is not allowed.

        Raises:
            EditingError: it is not allowed from there, or the password is wrong.
        """
        self.editing.check(asker, password)

    # ---- to see ----

    def documents(self, words: str) -> str:
        """The documents that hold these words in what is shown of them."""
        assistant = self._current()
        day = assistant.today().isoformat()
        return str(render_documents(assistant, self._inventory, words, day, editing=self.can_edit))

    def generations(self) -> str:
        """The generations on disk."""
        return str(render_generations(self._inventory.generations(), editing=self.can_edit))

    def change(self) -> str:
        """The change under way, or what came of the last one."""
        change = self._shelf.change() if self._shelf else None
        can_undo = self.can_edit and change is not None and not change.is_running and self._can_return(change.before)
        return str(render_change(change, can_undo=can_undo))

    def detail(self, document: str) -> str:
        """One document as it is read now; empty where there is none such."""
        names = {file.document: file.name for file in self._inventory.documents()}
        if document not in names:
            return ""
        try:
            return str(render_detail(names[document], self._inventory.read(document), editing=self.can_edit))
        except DocumentError as error:
            return str(render_unreadable(names[document], document, str(error), editing=self.can_edit))

    # ---- to do; who asks has been checked ----

    def add(self, uploads: Sequence[Upload]) -> None:
        """Begin to take files in.

        Raises:
            AssistantError: it cannot be begun.
        """
        self._open_shelf().add(uploads)

    def replace(self, document: str, upload: Upload) -> None:
        """Begin to let a file take the place of a document's.

        Raises:
            AssistantError: it cannot be begun.
        """
        self._open_shelf().replace(document, upload)

    def do(self, command: Command) -> None:
        """Begin what a button asked for.

        Raises:
            AssistantError: it cannot be begun.
        """
        shelf = self._open_shelf()
        match command.do:
            case Do.RETIRE:
                shelf.retire(command.document)
            case Do.RESTORE:
                shelf.restore(command.document)
            case Do.REREAD:
                shelf.reread(command.document)
            case Do.RETURN:
                shelf.return_to(command.generation)
            case Do.CORRECT:
                found = self._inventory.read(command.document)
                meant = resolve(found.tree, command.action, command.line, command.at, command.before)
                shelf.correct(command.document, meant.correction)
            case Do.UNCORRECT:
                given = Correction(command.action, command.line, command.before, command.at)
                shelf.uncorrect(command.document, given)

    def _can_return(self, generation: str) -> bool:
        return any(one.can_return for one in self._inventory.generations() if one.name == generation)

    def _open_shelf(self) -> Shelf:
        if self._shelf is None or not self.can_edit:
            raise EditingError(f"{self.editing.closed_line} Changes are not allowed here.")
        return self._shelf
