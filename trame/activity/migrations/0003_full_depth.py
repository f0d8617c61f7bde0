"""Capture at full depth: coordination, optional facets, procedures, moments, habits, following, tags of three scopes."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0002_beneficiary_client_uuid"),
        ("directory", "0001_initial"),
        ("files", "0001_initial"),
        ("people", "0008_sign_in"),
        ("reference", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("tag", "ajouter un tag"),
                            ("untag", "retirer un tag"),
                            ("place", "changer le lieu"),
                            ("date", "changer la date"),
                        ],
                        max_length=10,
                        verbose_name="changement",
                    ),
                ),
                ("before", models.JSONField(default=dict, verbose_name="avant")),
                ("after", models.JSONField(default=dict, verbose_name="après")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="fait le"),
                ),
                ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="défait le")),
            ],
            options={
                "verbose_name": "changement groupé",
                "verbose_name_plural": "changements groupés",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="CoordinationDetails",
            fields=[
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="coordination",
                        serialize=False,
                        to="activity.activity",
                        verbose_name="activité",
                    ),
                ),
                (
                    "mediators",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="médiateur·ice·s numériques"),
                ),
                ("structures", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="structures")),
                ("others", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="autres acteurs")),
                ("participants", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="participants")),
                (
                    "animation_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "assemblee",
                                "Assemblée / présentation officielle (Ex : conseil municipal, conseil communautaire, conseil départemental, CA d’association)",
                            ),
                            ("comite", "Comité technique / de pilotage"),
                            ("groupe_de_travail", "Groupe de travail"),
                            ("echange", "Moment d’échange / aide / soutien"),
                            (
                                "reunion_coordination",
                                "Réunion de coordination (coordinateurs, médiateurs et conseillers numériques, préfectures, Hubs...)",
                            ),
                            ("webinaire", "Webinaire"),
                            ("autre", "Autre"),
                        ],
                        max_length=30,
                        verbose_name="type d’animation",
                    ),
                ),
                (
                    "animation_type_other",
                    models.CharField(blank=True, max_length=200, verbose_name="autre type d’animation"),
                ),
                (
                    "initiative",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("initiative", "Intervention à mon initiative"),
                            ("demande", "Réponse à un besoin/une problématique"),
                        ],
                        max_length=30,
                        verbose_name="à l’initiative",
                    ),
                ),
                (
                    "animation_topics",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="thématiques d’animation",
                    ),
                ),
                (
                    "animation_topic_other",
                    models.CharField(blank=True, max_length=200, verbose_name="autre thématique d’animation"),
                ),
                (
                    "event_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "grand_public",
                                "Évènement grand public (Ex : Forums, salons, journées départementales, ateliers collectifs...)",
                            ),
                            ("national", "Évènement national (Ex : NEC, ANCTour, etc...)"),
                            (
                                "inclusion_numerique",
                                "Journée d’inclusion numérique (Ex : Séminaire, rencontre, intervention...)",
                            ),
                            ("nec_local", "NEC local"),
                            ("autre", "Autre"),
                        ],
                        max_length=30,
                        verbose_name="type d’évènement",
                    ),
                ),
                (
                    "event_type_other",
                    models.CharField(blank=True, max_length=200, verbose_name="autre type d’évènement"),
                ),
                (
                    "organisers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="organisateurs",
                    ),
                ),
                ("organiser_other", models.CharField(blank=True, max_length=200, verbose_name="autre organisateur")),
                (
                    "territorial_level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("communal", "Communal"),
                            ("intercommunal", "Intercommunal"),
                            ("departemental", "Départemental"),
                            ("regional", "Régional"),
                            ("national", "National"),
                        ],
                        max_length=30,
                        verbose_name="échelon territorial",
                    ),
                ),
                (
                    "partnership_natures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="natures du partenariat",
                    ),
                ),
                (
                    "partnership_nature_other",
                    models.CharField(blank=True, max_length=200, verbose_name="autre nature de partenariat"),
                ),
            ],
            options={
                "verbose_name": "détail de coordination",
                "verbose_name_plural": "détails de coordination",
            },
        ),
        migrations.CreateModel(
            name="LevelReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                ("scale", models.CharField(max_length=30, verbose_name="outil")),
                ("scale_version", models.CharField(blank=True, max_length=30, verbose_name="version")),
                ("read_on", models.DateField(verbose_name="date")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="détail")),
                ("result", models.CharField(blank=True, max_length=200, verbose_name="résultat")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="création"),
                ),
            ],
            options={
                "verbose_name": "positionnement",
                "ordering": ["read_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("sentence", "phrase"), ("photo", "photo"), ("voice", "note vocale")],
                        max_length=10,
                        verbose_name="nature",
                    ),
                ),
                ("sentence", models.TextField(blank=True, max_length=1000, verbose_name="phrase")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="gardé le"),
                ),
            ],
            options={
                "verbose_name": "moment à retenir",
                "verbose_name_plural": "moments à retenir",
                "ordering": ["-activity__date", "-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                ("sentence", models.CharField(max_length=200, verbose_name="objectif")),
                (
                    "state",
                    models.CharField(
                        choices=[("en_cours", "en cours"), ("atteint", "atteint"), ("abandonne", "laissé de côté")],
                        default="en_cours",
                        max_length=10,
                        verbose_name="état",
                    ),
                ),
                ("set_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="fixé le")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="clos le")),
            ],
            options={
                "verbose_name": "objectif",
                "ordering": ["set_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("name", models.CharField(max_length=200, verbose_name="nom")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("commune", "Une commune"),
                            ("epci", "Un EPCI"),
                            ("departement", "Le département"),
                            ("region", "La région"),
                            ("association", "Une association"),
                            ("entreprise", "Une entreprise"),
                            ("hub", "Un Hub"),
                            ("etat", "État (Préfecture, ANCT, Opérateur...)"),
                            ("groupement", "Un groupement (Syndicat mixte, consortium...)"),
                            ("autre", "Autre"),
                        ],
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                ("type_other", models.CharField(blank=True, max_length=200, verbose_name="autre type")),
            ],
            options={
                "verbose_name": "structure partenaire",
                "verbose_name_plural": "structures partenaires",
                "ordering": ["activity", "rank"],
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                ("kept_before", models.JSONField(default=dict, verbose_name="fiche avant")),
                (
                    "moved",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="venues déplacées"
                    ),
                ),
                ("dropped", models.JSONField(default=dict, verbose_name="venues en double")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="faite le"),
                ),
                ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="défaite le")),
            ],
            options={
                "verbose_name": "fusion de fiches",
                "verbose_name_plural": "fusions de fiches",
                "ordering": ["-made_at"],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField(verbose_name="rang")),
                (
                    "domain",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("papiers_elections_citoyennete", "Papiers - Élections - Citoyenneté"),
                            ("famille_scolarite", "Famille - Scolarité"),
                            ("social_sante", "Social - Santé"),
                            ("travail_formation", "Travail - Formation - Entreprise"),
                            ("logement", "Logement"),
                            ("transports_mobilite", "Transports - Mobilité"),
                            ("argent_impots", "Argent - Impôts"),
                            ("justice", "Justice"),
                            ("etrangers_europe", "Étrangers - Europe"),
                            ("loisirs_sports_culture", "Loisirs - Sports - Culture"),
                            ("associations", "Associations"),
                        ],
                        max_length=40,
                        verbose_name="domaine",
                    ),
                ),
                (
                    "operator",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("caf", "CAF"),
                            ("cpam", "CPAM"),
                            ("carsat", "CARSAT"),
                            ("msa", "MSA"),
                            ("france_travail", "France Travail"),
                            ("dgfip", "DGFiP (impôts)"),
                            ("france_titres", "France Titres"),
                            ("prefecture", "Préfecture"),
                            ("la_poste", "La Poste"),
                            ("justice", "Justice"),
                            ("maprimerenov", "MaPrimeRénov’"),
                            ("autre", "Autre"),
                        ],
                        max_length=40,
                        verbose_name="opérateur",
                    ),
                ),
                ("operator_other", models.CharField(blank=True, max_length=120, verbose_name="autre opérateur")),
                (
                    "manner",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("par", "Par la personne"),
                            ("avec", "Avec la personne"),
                            ("a_la_place", "À la place de la personne"),
                        ],
                        max_length=40,
                        verbose_name="faite",
                    ),
                ),
                (
                    "mandate",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aidants_connect", "Aidants Connect"),
                            ("ecrit", "Mandat écrit"),
                            ("aucun", "Sans mandat"),
                        ],
                        max_length=40,
                        verbose_name="mandat",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aboutie", "Aboutie"),
                            ("en_cours", "En cours"),
                            ("bloquee", "Bloquée"),
                            ("abandonnee", "Abandonnée"),
                            ("renvoyee", "Renvoyée"),
                        ],
                        max_length=40,
                        verbose_name="issue",
                    ),
                ),
                (
                    "blocking",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("piece_manquante", "Pièce manquante"),
                            ("identifiant", "Identifiant ou mot de passe"),
                            ("sans_adresse_electronique", "Pas d’adresse électronique"),
                            ("site_en_panne", "Site en panne ou incompréhensible"),
                            ("attente_administration", "Attente d’une réponse"),
                            ("langue", "Langue ou lecture"),
                            ("droit_non_ouvert", "Droit non ouvert"),
                            ("autre", "Autre raison"),
                        ],
                        max_length=40,
                        verbose_name="raison du blocage",
                    ),
                ),
                (
                    "blocking_other",
                    models.CharField(blank=True, max_length=120, verbose_name="autre raison du blocage"),
                ),
            ],
            options={
                "verbose_name": "démarche",
                "ordering": ["activity", "rank"],
            },
        ),
        migrations.CreateModel(
            name="RecordTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individuel", "Accompagnement individuel"),
                            ("collectif", "Atelier collectif"),
                            ("animation", "Animation"),
                            ("evenement", "Évènement"),
                            ("partenariat", "Partenariat"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                ("content", models.JSONField(default=dict, verbose_name="contenu")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="création"),
                ),
            ],
            options={
                "verbose_name": "modèle de saisie",
                "verbose_name_plural": "modèles de saisie",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="nom")),
                ("query", models.CharField(max_length=1000, verbose_name="filtres")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="création"),
                ),
            ],
            options={
                "verbose_name": "filtre enregistré",
                "verbose_name_plural": "filtres enregistrés",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TagAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="mot")),
                ("search_key", models.CharField(db_collation="C", max_length=120, verbose_name="clé de recherche")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="création"),
                ),
            ],
            options={
                "verbose_name": "alias d’un tag",
                "verbose_name_plural": "alias des tags",
                "ordering": ["search_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TagMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "client_uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="identifiant"),
                ),
                (
                    "moved",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="activités déplacées"
                    ),
                ),
                (
                    "dropped",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None, verbose_name="activités en double"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="faite le"),
                ),
                ("undone_at", models.DateTimeField(editable=False, null=True, verbose_name="défaite le")),
            ],
            options={
                "verbose_name": "fusion de tags",
                "verbose_name_plural": "fusions de tags",
                "ordering": ["-made_at"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="activity",
            name="activity_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="activity",
            name="activity_channel_known",
        ),
        migrations.RemoveConstraint(
            model_name="tag",
            name="tag_once_per_organisation",
        ),
        migrations.AddField(
            model_name="activity",
            name="access_mode",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sans_rdv", "Sans rendez-vous"),
                    ("sur_rdv", "Sur rendez-vous"),
                    ("sur_inscription", "Sur inscription"),
                ],
                max_length=30,
                verbose_name="modalité d’accès",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="connection_at_start",
            field=models.CharField(
                blank=True,
                choices=[("fixe", "Connexion fixe"), ("mobile", "Mobile seulement"), ("aucune", "Aucune connexion")],
                max_length=30,
                verbose_name="connexion au départ",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="coordination_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes de coordination"),
        ),
        migrations.AddField(
            model_name="activity",
            name="equipment_at_start",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="équipement au départ",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="half_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="demi-journées",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="origin",
            field=models.CharField(
                blank=True,
                choices=[
                    ("spontanee", "D’elle-même"),
                    ("bouche_a_oreille", "Bouche-à-oreille"),
                    ("communication", "Communication"),
                    ("france_services", "France services"),
                    ("mairie", "Mairie ou CCAS"),
                    ("travail_social", "Travail social"),
                    ("emploi", "Emploi et insertion"),
                    ("operateur", "Opérateur public"),
                    ("mediation_numerique", "Autre médiation numérique"),
                    ("association", "Association"),
                    ("scolaire", "École ou formation"),
                    ("autre", "Autre"),
                ],
                max_length=30,
                verbose_name="orientée par",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="payment",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gratuit", "Gratuit"),
                    ("payant", "Payant"),
                    ("adhesion", "Adhésion"),
                    ("pass_numerique", "Pass numérique"),
                    ("cheque", "Chèque"),
                    ("autre", "Autre prise en charge"),
                ],
                max_length=30,
                verbose_name="paiement",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="preparation_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes de préparation"),
        ),
        migrations.AddField(
            model_name="activity",
            name="public_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("particulier", "Particulier"),
                    ("professionnel", "Professionnel"),
                    ("association", "Association"),
                    ("aidant", "Aidant"),
                ],
                max_length=30,
                verbose_name="type de public",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="secondary_topics",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="thématiques en filigrane",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="setting",
            field=models.CharField(
                blank=True,
                choices=[
                    ("permanence", "Permanence"),
                    ("atelier_sur_inscription", "Atelier sur inscription"),
                    ("evenement", "Évènement"),
                    ("scolaire", "Scolaire"),
                    ("itinerance", "Itinérance"),
                    ("aller_vers", "Aller-vers"),
                    ("autre", "Autre cadre"),
                ],
                max_length=30,
                verbose_name="cadre d’intervention",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="skill_after",
            field=models.CharField(
                blank=True,
                choices=[
                    ("grand_debutant", "Grand débutant"),
                    ("debutant", "Débutant"),
                    ("intermediaire", "Intermédiaire"),
                    ("a_l_aise", "À l’aise"),
                ],
                max_length=30,
                verbose_name="aisance après",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="skill_at_start",
            field=models.CharField(
                blank=True,
                choices=[
                    ("grand_debutant", "Grand débutant"),
                    ("debutant", "Débutant"),
                    ("intermediaire", "Intermédiaire"),
                    ("a_l_aise", "À l’aise"),
                ],
                max_length=30,
                verbose_name="aisance au départ",
            ),
        ),
        migrations.AddField(
            model_name="activity",
            name="travel_minutes",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes de trajet"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="follow_until",
            field=models.DateField(blank=True, null=True, verbose_name="suivie jusqu’au"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="informed_on",
            field=models.DateField(blank=True, null=True, verbose_name="informée le"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.beneficiary",
                verbose_name="fondue dans",
            ),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="phone",
            field=models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="purpose",
            field=models.CharField(blank=True, max_length=300, verbose_name="pourquoi la suivre"),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="referent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="référent·e",
            ),
        ),
        migrations.AddField(
            model_name="beneficiary",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, verbose_name="modifiée le"),
        ),
        migrations.AddField(
            model_name="tag",
            name="archived_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="archivé le"),
        ),
        migrations.AddField(
            "tag",
            "client_uuid",
            models.UUIDField("identifiant", default=uuid.uuid4, editable=False, null=True),
        ),
        # One by one: a default is drawn once for all rows.
        migrations.RunSQL("UPDATE activity_tag SET client_uuid = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AlterField(
            "tag",
            "client_uuid",
            models.UUIDField("identifiant", default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddField(
            model_name="tag",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="création"),
        ),
        migrations.AddField(
            model_name="tag",
            name="description",
            field=models.CharField(blank=True, max_length=280, verbose_name="description"),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.tag",
                verbose_name="fondu dans",
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="network",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.network",
                verbose_name="réseau",
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="compte",
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="scope",
            field=models.CharField(
                choices=[("personal", "personnel"), ("organisation", "de la structure"), ("network", "du réseau")],
                default="organisation",
                max_length=15,
                verbose_name="portée",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("lieu_activite", "Lieu d’activité"),
                    ("domicile", "À domicile"),
                    ("a_distance", "À distance"),
                    ("autre", "Autre lieu"),
                ],
                max_length=20,
                verbose_name="canal",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="kind",
            field=models.CharField(
                choices=[
                    ("individuel", "Accompagnement individuel"),
                    ("collectif", "Atelier collectif"),
                    ("animation", "Animation"),
                    ("evenement", "Évènement"),
                    ("partenariat", "Partenariat"),
                ],
                max_length=20,
                verbose_name="nature",
            ),
        ),
        migrations.AlterField(
            model_name="activity",
            name="minutes",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="durée en minutes"),
        ),
        migrations.AlterField(
            model_name="tag",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["individuel", "collectif", "animation", "evenement", "partenariat"])),
                name="activity_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["lieu_activite", "domicile", "a_distance", "autre"]),
                    models.Q(("channel", ""), ("kind__in", ("animation", "evenement", "partenariat"))),
                    _connector="OR",
                ),
                name="activity_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes__isnull", False), ("kind__in", ("evenement", "partenariat")), _connector="OR"
                ),
                name="activity_has_a_duration",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("animation", "evenement", "partenariat")), _negated=True),
                    models.Q(("anonymous_total", 0), ("channel", ""), ("topics", [])),
                    _connector="OR",
                ),
                name="coordination_has_no_participants",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "setting__in",
                        [
                            "",
                            "permanence",
                            "atelier_sur_inscription",
                            "evenement",
                            "scolaire",
                            "itinerance",
                            "aller_vers",
                            "autre",
                        ],
                    )
                ),
                name="activity_setting_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("access_mode__in", ["", "sans_rdv", "sur_rdv", "sur_inscription"])),
                name="activity_access_mode_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payment__in", ["", "gratuit", "payant", "adhesion", "pass_numerique", "cheque", "autre"])
                ),
                name="activity_payment_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "origin__in",
                        [
                            "",
                            "spontanee",
                            "bouche_a_oreille",
                            "communication",
                            "france_services",
                            "mairie",
                            "travail_social",
                            "emploi",
                            "operateur",
                            "mediation_numerique",
                            "association",
                            "scolaire",
                            "autre",
                        ],
                    )
                ),
                name="activity_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_kind__in", ["", "particulier", "professionnel", "association", "aidant"])),
                name="activity_public_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("connection_at_start__in", ["", "fixe", "mobile", "aucune"])),
                name="activity_connection_at_start_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("skill_at_start__in", ["", "grand_debutant", "debutant", "intermediaire", "a_l_aise"])
                ),
                name="activity_skill_at_start_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("skill_after__in", ["", "grand_debutant", "debutant", "intermediaire", "a_l_aise"])
                ),
                name="activity_skill_after_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "equipment_at_start__contained_by",
                        ["ordinateur", "smartphone", "tablette", "imprimante", "aucun"],
                    )
                ),
                name="activity_equipment_at_start_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "secondary_topics__contained_by",
                        [
                            "aide_aux_demarches_administratives",
                            "prendre_en_main_du_materiel",
                            "email",
                            "securite_numerique",
                            "navigation_sur_internet",
                            "bureautique",
                            "sante",
                            "insertion_professionnelle",
                            "diagnostic_numerique",
                            "maintenance_de_materiel",
                            "gere_ses_contenus_numeriques",
                            "reseaux_sociaux",
                            "banque_et_achats_en_ligne",
                            "entrepreneuriat",
                            "parentalite",
                            "scolarite_et_numerique",
                            "creer_avec_le_numerique",
                            "culture_numerique",
                            "intelligence_artificielle",
                            "papiers_elections_citoyennete",
                            "famille_scolarite",
                            "social_sante",
                            "travail_formation",
                            "logement",
                            "transports_mobilite",
                            "argent_impots",
                            "justice",
                            "etrangers_europe",
                            "loisirs_sports_culture",
                            "associations",
                        ],
                    )
                ),
                name="activity_secondary_topics_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("half_days__contained_by", ["matin", "apres_midi"])),
                name="activity_half_days_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("preparation_minutes", None), ("preparation_minutes__lte", 1440), _connector="OR"),
                name="activity_preparation_minutes_in_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(("travel_minutes", None), ("travel_minutes__lte", 1440), _connector="OR"),
                name="activity_travel_minutes_in_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("coordination_minutes", None), ("coordination_minutes__lte", 1440), _connector="OR"
                ),
                name="activity_coordination_minutes_in_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("network", None),
                        ("organisation__isnull", False),
                        ("owner__isnull", False),
                        ("scope", "personal"),
                    ),
                    models.Q(
                        ("network", None), ("organisation__isnull", False), ("owner", None), ("scope", "organisation")
                    ),
                    models.Q(("network__isnull", False), ("organisation", None), ("owner", None), ("scope", "network")),
                    _connector="OR",
                ),
                name="tag_belongs_where_its_scope_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "organisation")),
                fields=("organisation", "search_key"),
                name="tag_once_per_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "personal")),
                fields=("organisation", "owner", "search_key"),
                name="tag_once_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scope", "network")), fields=("network", "search_key"), name="tag_once_per_network"
            ),
        ),
        migrations.AddField(
            model_name="bulkchange",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="compte",
            ),
        ),
        migrations.AddField(
            model_name="bulkchange",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="coordinationdetails",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="levelreading",
            name="beneficiary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="levels",
                to="activity.beneficiary",
                verbose_name="personne suivie",
            ),
        ),
        migrations.AddField(
            model_name="levelreading",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="levelreading",
            name="read_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="noté par",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="moments",
                to="activity.activity",
                verbose_name="activité",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="gardé par",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="file",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="files.storedfile",
                verbose_name="fichier",
            ),
        ),
        migrations.AddField(
            model_name="moment",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="beneficiary",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objectives",
                to="activity.beneficiary",
                verbose_name="personne suivie",
            ),
        ),
        migrations.AddField(
            model_name="objective",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="partners",
                to="activity.activity",
                verbose_name="activité",
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="faite par",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.beneficiary",
                verbose_name="fiche gardée",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="merged",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.beneficiary",
                verbose_name="fiche fondue",
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="procedures",
                to="activity.activity",
                verbose_name="activité",
            ),
        ),
        migrations.AddField(
            model_name="procedure",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="recordtemplate",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="recordtemplate",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="compte",
            ),
        ),
        migrations.AddField(
            model_name="savedfilter",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="compte",
            ),
        ),
        migrations.AddField(
            model_name="tagalias",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.organisation",
                verbose_name="structure",
            ),
        ),
        migrations.AddField(
            model_name="tagalias",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="aliases",
                to="activity.tag",
                verbose_name="tag",
            ),
        ),
        migrations.AddField(
            model_name="tagmerge",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="faite par",
            ),
        ),
        migrations.AddField(
            model_name="tagmerge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.tag",
                verbose_name="tag gardé",
            ),
        ),
        migrations.AddField(
            model_name="tagmerge",
            name="merged",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="activity.tag",
                verbose_name="tag fondu",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("animation_topics__contained_by", ["partage", "reseau", "soutien", "professionnel", "rh", "autre"])
                ),
                name="animation_topics_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "organisers__contained_by",
                        [
                            "ma_structure",
                            "commune",
                            "epci",
                            "departement",
                            "region",
                            "association",
                            "entreprise",
                            "hub",
                            "etat",
                            "groupement",
                            "autre",
                        ],
                    )
                ),
                name="organisers_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "partnership_natures__contained_by",
                        ["parcours_usager", "subvention", "coordination_departementale", "rdv_elu", "autre"],
                    )
                ),
                name="natures_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "animation_type__in",
                        [
                            "",
                            "assemblee",
                            "comite",
                            "groupe_de_travail",
                            "echange",
                            "reunion_coordination",
                            "webinaire",
                            "autre",
                        ],
                    )
                ),
                name="coordination_animation_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("initiative__in", ["", "initiative", "demande"])),
                name="coordination_initiative_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("event_type__in", ["", "grand_public", "national", "inclusion_numerique", "nec_local", "autre"])
                ),
                name="coordination_event_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "territorial_level__in",
                        ["", "communal", "intercommunal", "departemental", "regional", "national"],
                    )
                ),
                name="coordination_territorial_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("mediators", None), ("mediators__lte", 10000), _connector="OR"),
                name="coordination_mediators_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("structures", None), ("structures__lte", 10000), _connector="OR"),
                name="coordination_structures_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("others", None), ("others__lte", 10000), _connector="OR"),
                name="coordination_others_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="coordinationdetails",
            constraint=models.CheckConstraint(
                condition=models.Q(("participants", None), ("participants__lte", 10000), _connector="OR"),
                name="coordination_participants_bounded",
            ),
        ),
        migrations.AddConstraint(
            model_name="levelreading",
            constraint=models.CheckConstraint(
                condition=models.Q(("scale", ""), _negated=True), name="level_names_its_scale"
            ),
        ),
        migrations.AddConstraint(
            model_name="moment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["sentence", "photo", "voice"])), name="moment_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="moment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", None), ("kind", "sentence"), models.Q(("sentence", ""), _negated=True)),
                    models.Q(("file__isnull", False), ("kind__in", ("photo", "voice"))),
                    _connector="OR",
                ),
                name="moment_holds_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True), name="objective_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="objective",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on", None), ("state", "en_cours")),
                    ("state__in", ("atteint", "abandonne")),
                    _connector="OR",
                ),
                name="objective_closed_when_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(fields=("activity", "rank"), name="partner_once_per_rank"),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="partner_has_name"),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "type__in",
                        [
                            "commune",
                            "epci",
                            "departement",
                            "region",
                            "association",
                            "entreprise",
                            "hub",
                            "etat",
                            "groupement",
                            "autre",
                        ],
                    )
                ),
                name="partner_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.UniqueConstraint(fields=("activity", "rank"), name="procedure_once_per_rank"),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("domain", ""), ("operator", ""), ("outcome", ""), _negated=True),
                name="procedure_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "domain__in",
                        [
                            "",
                            "papiers_elections_citoyennete",
                            "famille_scolarite",
                            "social_sante",
                            "travail_formation",
                            "logement",
                            "transports_mobilite",
                            "argent_impots",
                            "justice",
                            "etrangers_europe",
                            "loisirs_sports_culture",
                            "associations",
                        ],
                    )
                ),
                name="procedure_domain_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "operator__in",
                        [
                            "",
                            "caf",
                            "cpam",
                            "carsat",
                            "msa",
                            "france_travail",
                            "dgfip",
                            "france_titres",
                            "prefecture",
                            "la_poste",
                            "justice",
                            "maprimerenov",
                            "autre",
                        ],
                    )
                ),
                name="procedure_operator_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner__in", ["", "par", "avec", "a_la_place"])), name="procedure_manner_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("mandate__in", ["", "aidants_connect", "ecrit", "aucun"])),
                name="procedure_mandate_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["", "aboutie", "en_cours", "bloquee", "abandonnee", "renvoyee"])),
                name="procedure_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "blocking__in",
                        [
                            "",
                            "piece_manquante",
                            "identifiant",
                            "sans_adresse_electronique",
                            "site_en_panne",
                            "attente_administration",
                            "langue",
                            "droit_non_ouvert",
                            "autre",
                        ],
                    )
                ),
                name="procedure_blocking_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(("operator_other", ""), ("operator", "autre"), _connector="OR"),
                name="procedure_other_operator",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("blocking", ""), ("blocking_other", "")), ("outcome", "bloquee"), _connector="OR"
                ),
                name="procedure_blocking_when_blocked",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordtemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="template_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordtemplate",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["individuel", "collectif", "animation", "evenement", "partenariat"])),
                name="template_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordtemplate",
            constraint=models.UniqueConstraint(fields=("owner", "organisation", "name"), name="template_name_once"),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="saved_filter_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_name_once"),
        ),
        migrations.AddConstraint(
            model_name="tagalias",
            constraint=models.UniqueConstraint(
                fields=("tag", "organisation", "search_key"), name="alias_once_per_tag", nulls_distinct=False
            ),
        ),
    ]
