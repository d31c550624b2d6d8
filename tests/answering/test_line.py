import asyncio

from assistant.answering.line import Line


def run(at_once, seconds):
    """Everybody's stay in a line that all join in order: who came to the front when, and what each was told."""
    line, order, told = Line(at_once), [], {number: [] for number in range(len(seconds))}

    async def stay(number):
        async with line.turn(told[number].append):
            order.append(number)
            await asyncio.sleep(seconds[number])

    async def everybody():
        async with asyncio.TaskGroup() as group:
            for number in range(len(seconds)):
                group.create_task(stay(number))

    asyncio.run(everybody())
    return order, told


def test_one_at_a_time_in_the_order_of_arrival():
    order, told = run(1, [0.01, 0.0, 0.0])
    assert order == [0, 1, 2]
    assert told == {0: [], 1: [1, 0], 2: [2, 1, 0]}


def test_whoever_is_done_first_makes_room_for_the_next():
    order, told = run(2, [0.05, 0.0, 0.0, 0.0])
    assert order == [0, 1, 2, 3]
    assert told == {0: [], 1: [], 2: [1, 0], 3: [2, 1, 0]}


def test_without_a_number_everybody_is_let_through():
    assert run(0, [0.01, 0.0, 0.0]) == ([0, 1, 2], {0: [], 1: [], 2: []})


def test_who_is_cancelled_leaves_the_line():
    async def scene():
        line, told = Line(1), []
        first = asyncio.create_task(hold(line, [], asyncio.Event()))
        second = asyncio.create_task(hold(line, [], asyncio.Event()))
        free = asyncio.Event()
        third = asyncio.create_task(hold(line, told, free))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.sleep(0.01)
        assert told == [2, 1]
        first.cancel()
        free.set()
        await third
        assert told == [2, 1, 0]

    async def hold(line, told, until):
        async with line.turn(told.append):
            await until.wait()

    asyncio.run(scene())
