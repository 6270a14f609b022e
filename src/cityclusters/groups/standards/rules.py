"""Who works on standards: pure answers."""

from cityclusters.groups import rules
from cityclusters.groups.models import ComplianceRecord, Group, Product
from cityclusters.groups.products import rules as product_rules
from cityclusters.people.readers import Reader


def may_look(reader: Reader, group: Group) -> bool:
    """Managers, and members: their products may stand on it."""
    return rules.may_manage(reader, group) or rules.is_member(reader, group)


def may_write(reader: Reader, record: ComplianceRecord) -> bool:
    """Managers; for a product whoever keeps it too."""
    if rules.may_manage(reader, record.group):
        return True
    return record.product is not None and product_rules.may_edit(reader, record.product)


def may_start(reader: Reader, group: Group, product: Product | None) -> bool:
    """The same, before there is a record."""
    if rules.may_manage(reader, group):
        return True
    return product is not None and product_rules.may_edit(reader, product)


def may_read(reader: Reader, record: ComplianceRecord) -> bool:
    """Managers and members read those of the group; those of a product its keepers and managers."""
    if record.product is None:
        return may_look(reader, record.group)
    return may_write(reader, record)
