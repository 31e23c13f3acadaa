"""Running orders: which slides an event shows, one after the other. One YAML file each."""

from stage.orders.model import RunningOrder, Slide
from stage.orders.reading import read_order

__all__ = ["RunningOrder", "Slide", "read_order"]
