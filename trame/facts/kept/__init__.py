"""Faits tenus: the two facts that a page of statistics walks through, as tables kept by triggers.

Their definition is a view, `kept_…_source`, over the other facts; the table of the same name without « source » holds
its rows. Triggers on what was captured make the rows of the changed activities and people again, in the same
transaction, so that a record saved is in the figures at the next page view. `migrate` builds the tables anew whenever
the schema or a definition changes (docs/adr/0020).
"""

from .building import TABLES, bulk_load, create_kept, drop_kept, put_in_order, rebuild

__all__ = ["TABLES", "bulk_load", "create_kept", "drop_kept", "put_in_order", "rebuild"]
