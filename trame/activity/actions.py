"""What the journal says of capture: its actions, and the words that follow the name of who did them."""

from trame.people import journal

from .models import pseudonyms


def declare() -> None:
    journal.declare(
        journal.Family.ACCESS,
        person__opened="a ouvert une fiche nommée",
        person__listed_with_names="a ouvert la liste des personnes suivies, avec leurs noms",
        moment__opened="a ouvert des moments à retenir",
        activity__opened_with_names="a ouvert une activité qui montre un nom ou des notes",
    )
    journal.declare(
        journal.Family.RECORDS,
        activity__deleted="a supprimé une activité",
        activity__restored="a rétabli une activité",
        moment__kept="a gardé un moment à retenir",
        moment__removed="a retiré un moment à retenir",
        activity__bulk_changed="a changé plusieurs activités d’un coup",
        activity__bulk_undone="a défait un changement de plusieurs activités",
    )
    journal.declare(
        journal.Family.PERSONAL_DATA,
        person__followed="a ouvert la fiche d’une personne à suivre",
        person__corrected="a corrigé la fiche d’une personne suivie",
        person__merged="a fondu deux fiches d’une même personne",
        person__unmerged="a défait une fusion de fiches",
        person__told_apart="a dit que deux fiches sont de deux personnes",
        person__handed_over="a transmis des personnes suivies",
        objective__added="a noté un objectif d’une personne suivie",
        objective__settled="a noté où en est un objectif d’une personne suivie",
        objective__removed="a retiré un objectif d’une personne suivie",
        level__recorded="a noté un positionnement d’une personne suivie",
        level__removed="a retiré un positionnement d’une personne suivie",
    )
    journal.name_objects("activity.beneficiary", pseudonyms)
