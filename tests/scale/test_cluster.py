"""The engine of a cluster: two nodes of Ray on this machine give the same bytes as worker processes."""

import pytest

from argmap.scale import tables
from argmap.scale.batch import batch
from tests.scale.threads import RULES, folder_of

ray = pytest.importorskip("ray", reason="Ray is not installed; pip install argmap[ray]")


@pytest.fixture
def cluster(monkeypatch):
    """Start a cluster of two nodes with one core each, and end it."""
    from ray.cluster_utils import Cluster

    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    found.add_node(num_cpus=1)
    ray.init(address=found.address, log_to_driver=False, logging_level="ERROR")
    yield found
    ray.shutdown()
    found.shutdown()


def test_two_nodes_write_what_two_processes_write(cluster, tmp_path):
    sources = folder_of(tmp_path / "in", 70)
    (sources / "bad.txt").write_bytes(b"\x00" * 400)
    there = batch([str(sources)], tmp_path / "ray", RULES, engine="ray", workers=2)
    here = batch([str(sources)], tmp_path / "local", RULES)
    assert there == here
    for table in tables.TABLES:
        for path in sorted((tmp_path / "local" / table).iterdir()):
            assert path.read_bytes() == (tmp_path / "ray" / table / path.name).read_bytes()
