"""`vezi reset`: forget the demo network, so that the next `vezi up` begins anew."""

import shutil
from contextlib import ExitStack

from vezi.config import up
from vezi.core.database import embedded
from vezi.core.database.cluster import Cluster


def main(given: list[str]) -> int:
    house = up.asked_for(given)
    if not (house.home / "demo").exists():
        if (house.home / "real").exists() or Cluster(house.home).data.exists():
            raise up.CannotStart(f"vezi: {house.home} holds no demo network: remove the folder yourself.")
        print("There is nothing to forget.")
        return 0
    with ExitStack() as stack:
        stack.enter_context(up.alone(house))
        if embedded.running(house.home):
            raise up.CannotStart("vezi: A command still uses the database: let it end first.")
        shutil.rmtree(house.home)
    print(f"{house.home} is gone.")
    return 0
