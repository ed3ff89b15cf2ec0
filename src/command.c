/* command.c: the commands of pira and the texts of --help. */
#include "command.h"

#include <stdint.h>
#include <string.h>

#include "base/suggest.h"

enum { COMMANDS = 10 };

const struct command commands[] = {
    {"validate",
     {"validate PIANO.xml ...", "validate PLAN.xml ..."},
     {"Controlla i piani sullo schema e sulle regole, e dice in una volta tutti gli errori, gli avvisi e le note.\n"
      "\n"
      "  --format=FORMATO   text: messaggi da leggere (se non si dice altro); json: un oggetto per riga e\n"
      "                     sarif: un documento SARIF 2.1.0, entrambi sull'uscita standard\n"
      "  --strict           anche gli avvisi fanno finire con lo stato 1\n",
      "Checks plans against the schema and the rules, and tells all errors, warnings and notes in one run.\n"
      "\n"
      "  --format=FORMAT    text: messages to read (the default); json: one object a line and\n"
      "                     sarif: a SARIF 2.1.0 document, both on standard output\n"
      "  --strict           warnings, too, make the exit status 1\n"},
     HAS_FORMAT | HAS_STRICT, 1, SIZE_MAX, 1, cmd_validate},
    {"compute",
     {"compute PIANO.xml [-o FILE]", "compute PLAN.xml [-o FILE]"},
     {"Completa il piano con tutti i valori che ne derivano: consuntivi, gradi di raggiungimento, totali.\n"
      "\n"
      "  -o, --output=FILE  dove scrivere il piano completo; «-», o niente: l'uscita standard\n",
      "Fills in every value that follows from the plan: actual values, degrees of attainment, totals.\n"
      "\n"
      "  -o, --output=FILE  where the completed plan goes; '-', or nothing: standard output\n"},
     HAS_OUTPUT, 1, 1, 1, cmd_compute},
    {"render",
     {"render PIANO.xml ... -t MODELLO [-o FILE.pdf | -d CARTELLA]", "render PLAN.xml ... -t TEMPLATE [-o FILE.pdf | -d FOLDER]"},
     {"Impagina i piani, ciascuno in un PDF accessibile. Un piano con errori non si pubblica, se non come bozza, e non\n"
      "ferma gli altri.\n"
      "\n"
      "  -t, --template=MODELLO  il nome di un modello installato, o il percorso di un file\n"
      "  -o, --output=FILE       dove scrivere il PDF; «-»: l'uscita standard; niente: accanto al piano, con\n"
      "                          lo stesso nome e la desinenza .pdf\n"
      "  -d, --directory=CARTELLA  la cartella di tutti i documenti (si crea, se manca); piani con lo stesso nome\n"
      "                          prendono quello della loro cartella: 2025/piano.xml dà CARTELLA/2025.pdf\n"
      "  -j, --jobs=N            quanti processi insieme: 1, se non si dice altro; 0: uno per processore\n"
      "  --skip-unchanged        non ricompone i documenti che ci sono già e corrispondono a piano, modello, immagini\n"
      "                          e versione di pira\n"
      "  --log=FILE              che cosa è stato di ogni piano, un oggetto JSON per riga; «-»: l'uscita standard\n"
      "  --draft                 anche un piano con errori, con la scritta BOZZA su ogni pagina\n"
      "  --no-attachments        senza allegati (il piano, il modello, le immagini): più piccolo, non verificabile\n"
      "  --dump=STADIO           come testo, per chi scrive un modello: blocks, i blocchi che il modello ricava\n"
      "                          dal piano; pages, le pagine con quello che vi è disposto\n",
      "Typesets the plans, each as an accessible PDF. A plan with errors is not published, unless as a draft, and does\n"
      "not stop the others.\n"
      "\n"
      "  -t, --template=TEMPLATE  the name of an installed template, or the path of a file\n"
      "  -o, --output=FILE        where the PDF goes; '-': standard output; nothing: beside the plan, under\n"
      "                           the same name ending in .pdf\n"
      "  -d, --directory=FOLDER   the folder of all documents (made when missing); plans of one name take that of\n"
      "                           their folder: 2025/plan.xml gives FOLDER/2025.pdf\n"
      "  -j, --jobs=N             how many processes at once: 1 by default; 0: one for each processor\n"
      "  --skip-unchanged         does not make again what is there and agrees with plan, template, pictures and\n"
      "                           version of pira\n"
      "  --log=FILE               what became of each plan, one JSON object a line; '-': standard output\n"
      "  --draft                  even a plan with errors, with the mark BOZZA on every page\n"
      "  --no-attachments         without attachments (plan, template, pictures): smaller, cannot be verified\n"
      "  --dump=STAGE             as text, for who writes a template: blocks, what the template makes of the plan;\n"
      "                           pages, the pages and what is placed on them\n"},
     HAS_OUTPUT | HAS_TEMPLATE | HAS_DRAFT | HAS_NO_ATTACHMENTS | HAS_FOLDER | HAS_JOBS | HAS_LOG | HAS_SKIP | HAS_DUMP,
     1, SIZE_MAX, 1, cmd_render},
    {"values",
     {"values PIANO.xml [-o FILE.csv]", "values PLAN.xml [-o FILE.csv]"},
     {"Scrive la tabella (CSV) da riempire: i valori delle misure e degli indicatori senza formula, quelli che ci sono e,\n"
      "vuoti, quelli che mancano per l'anno del piano o per il giorno del documento.\n"
      "\n"
      "  -o, --output=FILE  dove scrivere la tabella; «-», o niente: l'uscita standard\n",
      "Writes the table (CSV) to fill: the values of measures and of indicators without a formula, those that are there and,\n"
      "empty, those missing for the plan's year or for the day of its document.\n"
      "\n"
      "  -o, --output=FILE  where the table goes; '-', or nothing: standard output\n"},
     HAS_OUTPUT, 1, 1, 1, cmd_values},
    {"fill",
     {"fill PIANO.xml VALORI.csv [-o FILE]", "fill PLAN.xml VALUES.csv [-o FILE]"},
     {"Mette nel piano i valori di una tabella (CSV) e non cambia altro: codice o id, anno o giorno, valore o assenza\n"
      "(n.d.). Numeri all'italiana o con il punto; celle separate da ; o da , in UTF-8 o Windows-1252. Se una cella è\n"
      "sbagliata le dice tutte e non scrive nulla.\n"
      "\n"
      "  -o, --output=FILE  dove scrivere il piano, anche al posto di quello letto; «-», o niente: l'uscita standard\n",
      "Puts the values of a table (CSV) into the plan and changes nothing else: code or id, year or day, value or absence\n"
      "(n.d.). Numbers the Italian way or with a point; cells parted by ; or by , in UTF-8 or Windows-1252. When a cell\n"
      "is wrong all of them are told, and nothing is written.\n"
      "\n"
      "  -o, --output=FILE  where the plan goes, be it in the place of the one read; '-', or nothing: standard output\n"},
     HAS_OUTPUT, 2, 2, 1, cmd_fill},
    {"export",
     {"export PIANO.xml --table=TABELLA [-o FILE.csv]", "export PLAN.xml --table=TABLE [-o FILE.csv]"},
     {"Scrive una tabella del piano calcolato come CSV, per Amministrazione trasparente.\n"
      "\n"
      "  --table=TABELLA    indicatori, obiettivi, iniziative, albero, o l'id o il genere di una tabella del piano\n"
      "  -o, --output=FILE  dove scrivere la tabella; «-», o niente: l'uscita standard\n",
      "Writes a table of the computed plan as CSV, for publication as open data.\n"
      "\n"
      "  --table=TABLE      indicators, objectives, initiatives, tree, or the id or genere of a table of the plan\n"
      "  -o, --output=FILE  where the table goes; '-', or nothing: standard output\n"},
     HAS_OUTPUT | HAS_TABLE, 1, 1, 1, cmd_export},
    {"init",
     {"init [-o FILE]", "init [-o FILE]"},
     {"Scrive un piano da cominciare, già valido, con i commenti che dicono che cosa mettere dove.\n"
      "\n"
      "  -o, --output=FILE  dove scriverlo: un file che c'è non si sostituisce; «-», o niente: l'uscita standard\n",
      "Writes a plan to begin with, valid as it stands, with comments (in Italian) that say what goes where.\n"
      "\n"
      "  -o, --output=FILE  where it goes: a file that is there is not replaced; '-', or nothing: standard output\n"},
     HAS_OUTPUT, 0, 0, 0, cmd_init},
    {"explain",
     {"explain CODICE | PIANO.xml INDICATORE", "explain CODE | PLAN.xml INDICATOR"},
     {"Con un codice (PIRA-3012, 3012 o il nome di una regola): che cosa vuol dire un messaggio e come rimediare.\n"
      "Con un piano e un indicatore (il suo id o il suo codice): come si è arrivati a ogni sua cifra, passo per passo.\n",
      "With a code (PIRA-3012, 3012 or the name of a rule): what a message means and how to mend the plan.\n"
      "With a plan and an indicator (its id or its code): how each of its figures came about, step by step.\n"},
     0, 1, 2, 2, cmd_explain},
    {"extract",
     {"extract FILE.pdf [-d CARTELLA]", "extract FILE.pdf [-d FOLDER]"},
     {"Scrive i file allegati a un documento: il piano, il piano completo dei calcoli, il modello, le immagini.\n"
      "\n"
      "  -d, --directory=CARTELLA  dove scriverli (si crea, se manca); niente: nella cartella corrente\n",
      "Writes the files attached to a document: the plan, the computed plan, the template, the pictures.\n"
      "\n"
      "  -d, --directory=FOLDER  where they go (made when missing); nothing: the current folder\n"},
     HAS_FOLDER, 1, 1, SIZE_MAX, cmd_extract},
    {"verify",
     {"verify FILE.pdf", "verify FILE.pdf"},
     {"Compone di nuovo un documento dai dati allegati e dice se corrisponde: con la stessa versione di pira byte per\n"
      "byte, con un'altra cifra per cifra, pagina per pagina. Dice che pagine e dati si corrispondono, non chi ha fatto\n"
      "il documento: questo lo dice soltanto una firma.\n",
      "Makes a document again from the data attached to it and says whether it agrees: with the same version of pira\n"
      "byte for byte, with another one figure for figure, page by page. It says that pages and data agree, not who made\n"
      "the document: only a signature says that.\n"},
     0, 1, 1, 1, cmd_verify},
    {NULL, {NULL, NULL}, {NULL, NULL}, 0, 0, 0, 0, NULL},
};

static const char *const help_head[] = {
    "Uso: pira COMANDO [OPZIONI] ARGOMENTI\n"
    "\n"
    "Dal piano di una Camera di commercio, in XML, ai suoi documenti: controlla, calcola, impagina.\n"
    "\n"
    "  pira validate PIANO.xml ...                        tutti gli errori dei piani, in una volta\n"
    "  pira compute  PIANO.xml [-o FILE]                  il piano completo dei valori calcolati\n"
    "  pira render   PIANO.xml ... -t MODELLO [-o FILE]   i documenti, come PDF accessibili\n"
    "  pira values   PIANO.xml [-o FILE.csv]              la tabella dei valori da riempire\n"
    "  pira fill     PIANO.xml VALORI.csv [-o FILE]       il piano con i valori di una tabella\n"
    "  pira export   PIANO.xml --table=TABELLA [-o FILE]  una tabella del piano calcolato, come CSV\n"
    "  pira init     [-o FILE]                            un piano da cominciare\n"
    "  pira explain  CODICE                               che cosa vuol dire un messaggio\n"
    "  pira explain  PIANO.xml INDICATORE                 come si è arrivati a ogni cifra\n"
    "  pira extract  FILE.pdf [-d CARTELLA]               il piano e gli altri allegati di un documento\n"
    "  pira verify   FILE.pdf                             se un documento corrisponde ai suoi dati\n"
    "\n"
    "«pira COMANDO --help» spiega le opzioni del comando.\n",
    "Usage: pira COMMAND [OPTIONS] ARGUMENTS\n"
    "\n"
    "From the plan of an Italian Chamber of Commerce, in XML, to its documents: checks, computes, typesets.\n"
    "\n"
    "  pira validate PLAN.xml ...                        all errors of the plans, in one run\n"
    "  pira compute  PLAN.xml [-o FILE]                  the plan with every computed value\n"
    "  pira render   PLAN.xml ... -t TEMPLATE [-o FILE]  the documents, as accessible PDF\n"
    "  pira values   PLAN.xml [-o FILE.csv]              the table of values to fill\n"
    "  pira fill     PLAN.xml VALUES.csv [-o FILE]       the plan with the values of a table\n"
    "  pira export   PLAN.xml --table=TABLE [-o FILE]    a table of the computed plan, as CSV\n"
    "  pira init     [-o FILE]                           a plan to begin with\n"
    "  pira explain  CODE                                what a message means\n"
    "  pira explain  PLAN.xml INDICATOR                  how every figure came about\n"
    "  pira extract  FILE.pdf [-d FOLDER]                the plan and the other attachments of a document\n"
    "  pira verify   FILE.pdf                            whether a document agrees with its data\n"
    "\n"
    "'pira COMMAND --help' explains the options of the command.\n",
};

static const char *const help_common[] = {
    "\n"
    "Opzioni di tutti i comandi:\n"
    "  --lang=it|en   la lingua dei messaggi (italiano, se non si dice altro)\n"
    "  --timeout=N    smette dopo N secondi, con lo stato 5 (di più piani da impaginare: N secondi per ciascuno)\n"
    "  --all          tutti i messaggi: altrimenti di quelli con lo stesso codice se ne mostrano 20 per file\n"
    "  --no-color     messaggi senza colori, anche su un terminale\n"
    "  -h, --help     questo aiuto\n"
    "  -V, --version  la versione\n",
    "\n"
    "Options of all commands:\n"
    "  --lang=it|en   the language of messages (Italian by default)\n"
    "  --timeout=N    stops after N seconds, with status 5 (of several plans to render: N seconds for each)\n"
    "  --all          all messages: otherwise of those with one code 20 are shown for each file\n"
    "  --no-color     messages without colours, even on a terminal\n"
    "  -h, --help     this help\n"
    "  -V, --version  the version\n",
};

static const char *const help_tail[] = {
    "\n"
    "Stato d'uscita: 0 fatto; 1 il piano ha errori, o il PDF non corrisponde ai suoi dati; 2 comando sbagliato;\n"
    "3 un file non si può leggere; 4 un file non si può scrivere; 5 superato un limite; 70 difetto del programma.\n"
    "Ambiente: PIRA_DATA, la cartella con xsd, templates e fonts; NO_COLOR, come --no-color;\n"
    "SOURCE_DATE_EPOCH, la data di un documento il cui piano non ne ha.\n",
    "\n"
    "Exit status: 0 done; 1 the plan has errors, or the PDF does not agree with its data; 2 wrong usage;\n"
    "3 a file cannot be read; 4 a file cannot be written; 5 a limit was exceeded; 70 a fault of the program.\n"
    "Environment: PIRA_DATA, the folder of xsd, templates and fonts; NO_COLOR, as --no-color;\n"
    "SOURCE_DATE_EPOCH, the date of a document whose plan has none.\n",
};

const struct command *command_find(const char *name)
{
    for (const struct command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

const char *command_suggest(const char *name)
{
    const char *names[COMMANDS + 1] = {NULL};
    for (size_t i = 0; commands[i].name; i++)
        names[i] = commands[i].name;
    return suggest_nearest(name, names);
}

void command_list(struct buf *out)
{
    for (const struct command *c = commands; c->name; c++)
        buf_printf(out, "%s%s", c == commands ? "" : ", ", c->name);
}

void command_help(struct buf *out, const struct command *c, enum diag_lang lang)
{
    if (c) {
        buf_printf(out, "%s: pira %s\n\n", lang == DIAG_IT ? "Uso" : "Usage", c->usage[lang]);
        buf_str(out, c->help[lang]);
    } else {
        buf_str(out, help_head[lang]);
    }
    buf_str(out, help_common[lang]);
    if (!c)
        buf_str(out, help_tail[lang]);
}
