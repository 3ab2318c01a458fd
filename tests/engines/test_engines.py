"""An engine gives the answers in the order of the parts, whoever works, and whoever of them is lost."""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import numpy as np
import pytest
from engines import jobs
from engines.conftest import BOTH, EVERY, needs_dask

from compare.engines import HERE, each, open_engine
from compare.engines.work import Job, done, installed
from compare.errors import InputError, OperationalError, SettingsError
from compare.version import __version__, program

QUIET = "127.0.0.1:0"
"""Where a dashboard is that nobody looks at."""


@pytest.mark.parametrize("name", EVERY)
def test_the_answers_come_in_the_order_of_the_parts(engines, name):
    engine = engines(name)
    assert engine.apart and engine.name == name
    assert list(engine.map(jobs.power, 2, range(40))) == [n**2 for n in range(40)]
    assert list(engine.map(jobs.slow_first, None, iter(range(5)))) == list(range(5))
    assert list(engine.map(jobs.power, 2, [])) == []
    assert list(each(engine, jobs.power, 3, range(7), 3)) == [n**3 for n in range(7)]


def test_here_each_answer_is_computed_when_it_is_asked_for():
    asked = []
    answers = HERE.map(lambda _, n: n, None, (asked.append(n) or n for n in range(3)))
    assert asked == [] and next(answers) == 0 and asked == [0]
    assert list(each(HERE, jobs.power, 2, range(5), 2)) == [0, 1, 4, 9, 16]
    with HERE as engine:
        assert not engine.apart


@pytest.mark.parametrize("name", BOTH)
def test_others_work_each_on_one_thread(engines, name):
    workers = set(engines(name).map(jobs.process_of, None, range(20)))
    assert os.getpid() not in workers and 1 <= len(workers) <= 2
    assert set(engines(name).map(jobs.cores_of, None, range(4))) == {1}


@pytest.mark.parametrize("name", BOTH)
def test_parts_are_taken_as_workers_are_free(engines, name):
    taken = []
    answers = engines(name).map(jobs.power, 1, (taken.append(n) or n for n in range(1000)))
    assert next(answers) == 0
    assert len(taken) < 20
    answers.close()


@pytest.mark.parametrize("name", BOTH)
def test_what_a_task_raises_comes_back_as_it_is(engines, name):
    found = []
    with pytest.raises(InputError, match="three is refused"):
        found.extend(engines(name).map(jobs.refuse, None, range(9)))
    with pytest.raises(ZeroDivisionError, match="three falls"):
        list(engines(name).map(jobs.fall, None, range(9)))
    assert list(engines(name).map(jobs.power, 2, [3])) == [9]


@pytest.mark.parametrize("name", BOTH)
def test_what_a_task_raises_that_cannot_be_opened_here_is_told_by_its_name(engines, name):
    with pytest.raises(OperationalError, match="failed with OnlySentError: three falls in here") as told:
        list(engines(name).map(jobs.fall_so, None, range(9)))
    assert "\n" not in str(told.value)
    assert list(engines(name).map(jobs.power, 2, [3])) == [9]


def test_processes_that_break_as_parts_are_sent_again_are_given_up_in_one_line(monkeypatch):
    class Broken(ProcessPoolExecutor):
        def submit(self, *_, **__):
            raise BrokenProcessPool

    monkeypatch.setattr("compare.engines.processes.ProcessPoolExecutor", Broken)
    with open_engine("processes:2") as engine, pytest.raises(OperationalError, match="ended 4 times"):
        list(engine.map(jobs.power, 2, range(9)))


def test_what_parts_share_is_written_for_its_own_time_alone(engines):
    engine = engines("processes:2")
    one, other = (engine.map(jobs.power, 2, range(30)) for _ in range(2))
    assert next(one) == next(other) == 0
    folder = Path(engine._folder.name)
    assert len(list(folder.iterdir())) == 2
    one.close()
    assert list(other) == [n**2 for n in range(1, 30)]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", BOTH)
def test_what_lives_in_this_process_alone_is_refused_in_one_line(engines, name):
    for task, shared, parts in ((lambda _, n: n, None, [1]), (jobs.power, threading.Lock(), [1])):
        with pytest.raises(InputError, match="cannot be sent") as told:
            list(engines(name).map(task, shared, parts))
        assert "\n" not in str(told.value) and name in str(told.value)
    with pytest.raises(InputError, match="cannot be sent"):
        list(engines(name).map(jobs.power, 1, [threading.Lock()]))


@pytest.mark.parametrize(
    "name", ["processes:1", "processes:2", *(pytest.param(n, marks=needs_dask) for n in ("dask:1", "dask:2"))]
)
def test_a_worker_that_is_killed_in_the_middle_is_survived(engines, name, tmp_path):
    assert list(engines(name).map(jobs.die_once, str(tmp_path), range(30))) == list(range(30))
    assert int((tmp_path / "died").read_text()) != os.getpid()
    assert list(engines(name).map(jobs.power, 2, [3])) == [9]


@pytest.mark.parametrize("name", BOTH)
def test_a_part_that_kills_every_worker_is_given_up_in_one_line(name):
    with open_engine(name) as engine, pytest.raises(OperationalError, match=r"again|ended") as told:
        list(engine.map(jobs.die, None, range(8)))
    assert "\n" not in str(told.value) and name in str(told.value)


@needs_dask
def test_a_scheduler_that_runs_is_used_and_left_running():
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=QUIET, silence_logs=50) as cluster:
        name = f"dask://{cluster.scheduler_address.removeprefix('tcp://')}"
        for _ in range(2):
            with open_engine(name) as engine:
                assert list(engine.map(jobs.power, 2, range(9))) == [n**2 for n in range(9)]
        with Client(cluster, set_as_default=False) as client:
            assert len(client.nthreads()) == 1


@needs_dask
def test_a_scheduler_that_goes_is_told_in_one_line():
    from distributed import LocalCluster

    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=QUIET, silence_logs=50)
    with open_engine(f"dask://{cluster.scheduler_address.removeprefix('tcp://')}") as engine:
        answers = engine.map(jobs.power, 2, range(10_000))
        assert next(answers) == 0
        cluster.close()
        with pytest.raises(OperationalError, match="is gone") as told:
            list(answers)
    assert "\n" not in str(told.value)


@needs_dask
def test_a_scheduler_without_workers_is_told_in_one_line(monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setattr("compare.engines.dask_.SECONDS", 2)
    with LocalCluster(n_workers=0, dashboard_address=QUIET, silence_logs=50) as cluster:
        engine = open_engine(f"dask://{cluster.scheduler_address.removeprefix('tcp://')}")
        with pytest.raises(OperationalError, match="has no workers") as told:
            list(engine.map(jobs.power, 2, range(3)))
        assert "\n" not in str(told.value)
        engine.close()


@needs_dask
@pytest.mark.parametrize("by", ["worker", "scheduler"])
def test_where_a_worker_has_no_crossclaim_one_line_says_so(engines, monkeypatch, by):
    missing = ModuleNotFoundError("No module named 'compare'", name="compare.engines")
    told_by_scheduler = RuntimeError("Error during deserialization\nof the task graph")
    told_by_scheduler.__cause__ = missing

    def answer(_):
        raise missing if by == "worker" else told_by_scheduler

    engine = engines("dask:2")
    monkeypatch.setattr(engine, "_when_done", answer)
    with pytest.raises(OperationalError, match="lacks crossclaim") as told:
        list(engine.map(jobs.power, 2, [1]))
    assert "\n" not in str(told.value)
    missing.name = "another"
    with pytest.raises(ModuleNotFoundError if by == "worker" else RuntimeError):
        list(engine.map(jobs.power, 2, [1]))


@needs_dask
def test_where_no_scheduler_answers_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setattr("compare.engines.dask_.SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(OperationalError, match="dask scheduler") as told:
        open_engine("dask://127.0.0.1:9")
    assert "\n" not in str(told.value)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "name",
    ["x", "processes", "processes:0", "processes:x", "processes:-1", "processes:99999", "dask", "dask:0",
     "dask://", "dask://host", "dask://host:port", "ray:2", "here:2", "dask://a b:1"],
)  # fmt: skip
def test_another_name_is_refused_with_what_is_allowed(name):
    with pytest.raises(SettingsError, match="processes:N") as told:
        open_engine(name)
    assert repr(name) in str(told.value) and "\n" not in str(told.value)


def test_here_is_what_is_meant_where_nothing_is_named():
    assert open_engine("") is open_engine("here") is HERE


def test_without_dask_one_line_names_the_extra(monkeypatch):
    monkeypatch.setattr("compare.engines.dask_.find_spec", lambda _: None)
    for name in ("dask:2", "dask://127.0.0.1:8786"):
        with pytest.raises(InputError, match=r"pip install 'crossclaim\[dask\]'") as told:
            open_engine(name)
        assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "ours", [f"crossclaim {__version__}", program(), f"Python {sys.version.split()[0]}", np.__version__]
)
def test_a_worker_with_another_code_or_version_is_told(ours):
    job = Job(jobs.power, 2, "processes:1")
    assert sys.modules["engines.jobs"] is jobs
    asking = installed().replace(ours, "another")
    assert asking != installed()
    with pytest.raises(OperationalError, match=r"worker has crossclaim .* and this is .*another") as told:
        done(asking, job.key, lambda: job.data, pickle.dumps(3))
    assert "\n" not in str(told.value)
