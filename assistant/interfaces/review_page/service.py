"""The addresses from which the review page is filled, and to which it sends what people say."""

from collections.abc import Callable
from typing import Literal, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from assistant.errors import AssistantError, RecordsError
from assistant.evaluation.review.adjudication import Standing
from assistant.evaluation.review.judgement import ErrorType, HumanVerdict, Role
from assistant.interfaces.review_page.desk import Part, Place, ReviewDesk, Said, Wanted
from assistant.interfaces.review_page.table import Chosen
from assistant.interfaces.store.reviews import ReviewStore
from assistant.pipeline import Assistant
from assistant.records import Verdict

ADDRESS = "/reviews"
_MOST_BYTES = 64 << 20
_Given = TypeVar("_Given")


def review_router(current: Callable[[], Assistant], store: ReviewStore | None) -> APIRouter:
    """All addresses below ``/reviews``; none where nothing is kept."""
    router = APIRouter(prefix=ADDRESS, dependencies=[Depends(_refuse_other_sites)])
    if store is not None:
        desk = ReviewDesk(current, store)
        _add_views(router, desk)
        _add_acts(router, desk)
        _add_files(router, desk)
    return router


def _add_views(router: APIRouter, desk: ReviewDesk) -> None:
    @router.get("/overview")
    def overview() -> Response:
        return _html(lambda: str(desk.overview()))

    @router.get("/view")
    def view(set: str, part: Part, annotator: str = "", anyway: bool = False) -> Response:  # noqa: A002
        return _html(lambda: str(desk.view(set, part, annotator, anyway=anyway)))

    @router.get("/queue")
    def queue(set: str, annotator: str, role: Role) -> tuple[Place, ...]:  # noqa: A002
        return _told(lambda: desk.queue(set, annotator, role))

    @router.get("/pair")
    def pair(set: str, pair: str) -> Response:  # noqa: A002
        return _html(lambda: str(desk.pair(set, pair)))

    @router.get("/dispute")
    def dispute(set: str, pair: str) -> Response:  # noqa: A002
        return _html(lambda: str(desk.dispute(set, pair)))

    @router.get("/table")
    def table(set: str, verdict: str = "", automatic: str = "", error: str = "", standing: str = "") -> Response:  # noqa: A002
        chosen = Chosen(
            _named(HumanVerdict, verdict),
            _named(Verdict, automatic),
            _named(ErrorType, error),
            _named(Standing, standing),
        )
        return _html(lambda: str(desk.table(set, chosen)))


def _add_acts(router: APIRouter, desk: ReviewDesk) -> None:
    @router.post("/judgements", status_code=204)
    def judge(said: Said) -> None:
        _told(lambda: desk.judge(said))

    @router.post("/runs")
    def run(wanted: Wanted) -> dict[str, str]:
        return {"set": _told(lambda: desk.run(wanted))}

    @router.post("/act/{action}", status_code=204)
    def act(action: Literal["stop", "resume", "remove", "restore"], set: str) -> None:  # noqa: A002
        _told(lambda: desk.act(set, action))


def _add_files(router: APIRouter, desk: ReviewDesk) -> None:
    @router.post("/files")
    async def upload(request: Request, name: str = "predictions.jsonl") -> dict[str, str]:
        content = await _read(request)
        return {"set": await run_in_threadpool(lambda: _told(lambda: desk.upload(name[:200], content)))}

    @router.get("/export")
    def export(set: str, form: Literal["csv", "html"]) -> Response:  # noqa: A002
        text = _told(lambda: desk.csv(set) if form == "csv" else str(desk.report(set)))
        headers = {
            "content-disposition": f'attachment; filename="review-{set[:8]}.{form}"',
            "cache-control": "no-store",
        }
        return Response(text, media_type=f"text/{form}; charset=utf-8", headers=headers)


def _refuse_other_sites(request: Request) -> None:
    """Pages of other sites have nothing to send here; browsers say where a request comes from."""
    if request.method != "GET" and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HTTPException(403, "只接受本页面的请求。 Only from this page.")


async def _read(request: Request) -> bytes:
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > _MOST_BYTES:
            raise HTTPException(413, f"文件超过 {_MOST_BYTES >> 20} MB。 The file is too large.")
    return bytes(content)


def _html(make: Callable[[], str]) -> HTMLResponse:
    return HTMLResponse(_told(make), headers={"cache-control": "no-store"})


def _told(work: Callable[[], _Given]) -> _Given:
    """A stated error as one line: 400 for what cannot be used, 503 while the records cannot."""
    try:
        return work()
    except RecordsError as error:
        raise HTTPException(503, str(error)) from error
    except AssistantError as error:
        raise HTTPException(400, str(error)) from error


def _named(kind: Callable[[str], _Given], value: str) -> _Given | None:
    """A value of an enumeration by its name; None where all are wanted."""
    try:
        return kind(value) if value else None
    except ValueError as error:
        raise HTTPException(400, f"没有 {value} 这个选项。 No such choice.") from error
