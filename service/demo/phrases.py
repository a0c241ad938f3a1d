"""What invented articles are written with: parts of sentences in several languages, that fit together in any way."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrases:
    """The parts in one language, each a list with `|` between its entries; `order` makes a sentence of them."""

    who: str
    did: str
    what: str
    where: str
    when: str
    sections: str
    authors: str
    comments: str
    order: str = "{who} {did} {what} {where} {when}."


_ENGLISH = Phrases(
    who="The fishermen|Local councillors|Two engineers|The organisers|Several teachers|Independent experts"
    "|The ministers|Young musicians|Its shareholders|Neighbours|The defendants|Three researchers|Volunteers"
    "|The goalkeepers",
    did="discussed|questioned|presented|postponed|criticised|welcomed|investigated|recommended|defended|described"
    "|announced|withdrew|published|celebrated|examined|remembered",
    what="the new contract|an unusual proposal|the government's response|the annual accounts|a separate agreement"
    "|the restaurant's licence|the neighbourhood committee|an embarrassing mistake|the environmental report"
    "|the temporary bridge|a possible successor|the beginning of the season|the official correspondence",
    where="at the harbour|in the library|beside the railway|near the cemetery|in parliament|across the peninsula"
    "|behind the theatre|at the laboratory|in the cathedral|outside the stadium",
    when="on Wednesday|in February|without hesitation|before the holidays|for the third time|after long negotiations"
    "|at the weekend|immediately|yesterday afternoon|last autumn",
    sections="Politics|Business|Culture|Sport|Science|Local",
    authors="Nora Mill|Ivo Brandt|Leah Okafor|Samuel Reed|Grace Whitlock|Tom Farrow",
    comments="a letter is missing|one letter too many|please correct this|my teacher would cry|surely a slip of the pen"
    "|twice in the same paragraph|it is spelled right in the headline",
)
_GERMAN = Phrases(
    who="Die Fischer|Mehrere Abgeordnete|Zwei Ingenieure|Die Veranstalter|Einige Lehrerinnen|Unabhängige Gutachter"
    "|Junge Musiker|Die Anwohner|Drei Forscherinnen|Freiwillige|Die Torhüter|Bürgermeister",
    did="besprachen|kritisierten|verschoben|begrüßten|untersuchten|veröffentlichten|verteidigten|erläuterten|beschlossen"
    "|unterzeichneten|bezweifelten|prüften",
    what="den neuen Vertrag|einen ungewöhnlichen Vorschlag|die Jahresabrechnung|das Umweltgutachten|die Brückensperrung"
    "|den Nachtragshaushalt|die Straßenbeleuchtung|das Kindergartengesetz|den Führungswechsel|die Übergangslösung",
    where="im Hafen|in der Bibliothek|neben dem Bahnhof|im Landtag|hinter dem Theater|vor dem Stadion|im Rathaus"
    "|an der Universität|auf dem Marktplatz",
    when="am Mittwoch|im Februar|ohne Zögern|vor den Ferien|zum dritten Mal|nach langen Verhandlungen|am Wochenende"
    "|unverzüglich|im vergangenen Herbst",
    sections="Politik|Wirtschaft|Kultur|Sport|Wissen|Lokales",
    authors="Jürgen Köhler|Anna Weiß|Matthias Groß|Käthe Lindner",
    comments="ein Buchstabe fehlt|ein Buchstabe zu viel|bitte verbessern|so schreibt man das nicht"
    "|in der Überschrift ist es richtig",
    order="{who} {did} {when} {what} {where}.",
)
_UKRAINIAN = Phrases(
    who="Рибалки|Місцеві депутати|Двоє інженерів|Організатори|Кілька вчительок|Незалежні експерти|Молоді музиканти"
    "|Мешканці|Троє дослідників|Волонтери|Воротарі|Підприємці",
    did="обговорили|розкритикували|відклали|привітали|дослідили|оприлюднили|захистили|описали|схвалили|підписали"
    "|перевірили|пригадали",
    what="новий договір|незвичну пропозицію|відповідь уряду|річний звіт|окрему угоду|прикру помилку|тимчасовий міст"
    "|початок сезону|офіційне листування|екологічний висновок|об'єднання громад",
    where="у порту|в бібліотеці|біля залізниці|у парламенті|за театром|перед стадіоном|у лабораторії|в університеті"
    "|на площі",
    when="у середу|в лютому|без вагань|перед святами|утретє|після довгих перемовин|на вихідних|негайно|минулої осені",
    sections="Політика|Економіка|Культура|Спорт|Наука|Місто",
    authors="Оксана Їжакевич|Юрій Ґудзь|Мар'яна Шевчук|Тарас Єрьоменко",
    comments="пропущено літеру|зайва літера|виправте, будь ласка|у заголовку написано правильно|двічі в одному абзаці",
)
_FRENCH = Phrases(
    who="Les pêcheurs|Plusieurs députés|Deux ingénieurs|Les organisateurs|Quelques enseignants|Des experts indépendants"
    "|Les riverains|Trois chercheuses|Les bénévoles|Les gardiens",
    did="ont examiné|ont critiqué|ont reporté|ont salué|ont présenté|ont publié|ont défendu|ont décrit|ont signé"
    "|ont contesté",
    what="le nouveau contrat|une proposition étonnante|la réponse du gouvernement|les comptes annuels|un accord séparé"
    "|une erreur gênante|le pont provisoire|le début de la saison|la correspondance officielle",
    where="au port|à la bibliothèque|près de la gare|au parlement|derrière le théâtre|devant le stade|au laboratoire"
    "|à l'université",
    when="mercredi|en février|sans hésiter|avant les vacances|pour la troisième fois|après de longues négociations"
    "|ce week-end|l'automne dernier",
    sections="Politique|Économie|Culture|Sport|Sciences|Région",
    authors="Hélène Garçon|Benoît Lefèvre|Zoé Dumoulin",
    comments="il manque une lettre|une lettre de trop|à corriger, merci|le titre est juste",
)
_POLISH = Phrases(
    who="Rybacy|Miejscowi radni|Dwaj inżynierowie|Organizatorzy|Nauczyciele|Niezależni eksperci|Młodzi muzycy"
    "|Mieszkańcy|Trzej badacze|Wolontariusze|Bramkarze",
    did="omówili|skrytykowali|odłożyli|powitali|zbadali|ogłosili|obronili|opisali|przyjęli|podpisali|sprawdzili",
    what="nową umowę|niezwykłą propozycję|odpowiedź rządu|roczne sprawozdanie|osobne porozumienie|żenującą pomyłkę"
    "|tymczasowy most|początek sezonu|urzędową korespondencję",
    where="w porcie|w bibliotece|obok dworca|w sejmie|za teatrem|przed stadionem|w laboratorium|na uniwersytecie",
    when="w środę|w lutym|bez wahania|przed świętami|po raz trzeci|po długich negocjacjach|w weekend|zeszłej jesieni",
    sections="Polityka|Gospodarka|Kultura|Sport|Nauka|Miasto",
    authors="Łukasz Żak|Agnieszka Wójcik|Święcisław Gąska",
    comments="brakuje litery|o jedną literę za dużo|proszę poprawić|w tytule jest dobrze",
)
PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {"en": _ENGLISH, "de": _GERMAN, "uk": _UKRAINIAN, "fr": _FRENCH, "pl": _POLISH}
)
"""By language."""

LATIN = "sal|mar|bren|tor|kel|dun|wex|har|lin|os|fen|gal|ro|vi|ash|mor"
CYRILLIC = "саль|мар|брен|тор|кел|дун|векс|гар|лін|ос|фен|галь|ро|ві|аш|мор"
"""Syllables that places are named with, in the same order."""
PAPERS = "Courier|Herald|Gazette|Observer|Chronicle|Post|Mercury|Tribune"
