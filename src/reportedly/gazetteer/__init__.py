"""Names to places: folding of spellings, a compact index, candidates; built in, and added from dumps."""

from reportedly.gazetteer.folding import fold
from reportedly.gazetteer.gazetteer import Gazetteer
from reportedly.gazetteer.place import Place, distance_km

__all__ = ["Gazetteer", "Place", "distance_km", "fold"]
