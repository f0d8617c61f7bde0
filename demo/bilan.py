"""The bilan of the demonstration: one year told and frozen, the running year begun."""

import datetime as dt

from trame.people.models import Organisation, User
from trame.report.models import Report
from trame.report.services import begin_report, publish_report, write_section

from .cast import START

RECIPIENT = "Douarnenez Communauté"
TEXTS: dict[int, str] = {
    1: "<p>Un port, ses communes rurales, une longue pointe : le dernier guichet des impôts est loin, et "
    "beaucoup n’ont ni voiture ni train. Les habitants viennent de loin, souvent pour une démarche que le "
    "papier ne permet plus.</p>",
    2: "<p>La Filature est une association née en 2014 d’un atelier de réparation. La médiation numérique y est "
    "arrivée par les demandes des voisins ; elle compte aujourd’hui deux médiatrices et vise une chose : que "
    "chacun puisse <strong>faire seul la fois suivante</strong>.</p>",
    3: "<p>Trois façons de rencontrer les habitants :</p><ul><li>des permanences sans rendez-vous, au "
    "tiers-lieu et dans les mairies ;</li><li>des ateliers sur inscription, huit personnes au plus "
    ";</li><li>des visites à domicile pour qui ne se déplace pas.</li></ul>",
    4: "<p>Nous avons compté <strong>[chiffre:attendances]</strong> accompagnements, lors de "
    "[chiffre:activities] activités. L’aide aux démarches en occupe "
    "[chiffre:attendances_by_topic/aide_aux_demarches_administratives].</p>",
    5: "<h3>Des démarches qui aboutissent</h3><p>La plupart des demandes commencent par une démarche bloquée : "
    "un mot de passe perdu, un courrier qui renvoie vers un site. Nous restons à côté des personnes jusqu’à "
    "l’accusé de réception.</p><blockquote><p>Je n’ouvrais plus mes courriers. Maintenant je regarde "
    "d’abord, et je viens si je ne comprends pas.</p></blockquote>",
    6: "<p>Le centre social, la médiathèque, la mission locale et la maison France services nous adressent des "
    "habitants, et nous leur en adressons.</p>",
    7: "<p>Une page dans chaque bulletin municipal, des affiches en gros caractères dans les pharmacies, et le "
    "bouche à oreille, qui reste le premier.</p>",
    8: "<p>L’an prochain : une permanence de plus le samedi matin, des ateliers sur les arnaques avec la "
    "gendarmerie, et un atelier découverte de l’intelligence artificielle.</p>",
}


def load_reports(organisation: Organisation, by: User, today: dt.date) -> list[Report]:
    """The first year's bilan, written and frozen, and this year's, begun; those that are there are left alone."""
    if Report.objects.filter(organisation=organisation).exists():
        return []
    told = begin_report(by=by, organisation=organisation, year=START.year, recipient=RECIPIENT)
    for section in told.sections.all():
        if section.number in TEXTS:
            write_section(section=section, body=TEXTS[section.number], figures=section.figures, kept=True)
        else:
            write_section(section=section, body="", figures=[], kept=False)
    publish_report(by=by, report=told)
    if today.year == START.year:
        return [told]
    return [told, begin_report(by=by, organisation=organisation, year=today.year)]
