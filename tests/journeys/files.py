"""Registrars' files, as they really come."""

from pathlib import Path

HEADER = "Vpisna številka;Priimek;Ime;Prejšnji priimek;Datum rojstva;E-pošta;Kraj;Država;Študijski program;Naziv;Letnik"
CLEAN = """
77000001;Čučnik;Živa;;14. 5. 1976;ziva.cucnik@posta.example;Škofja Loka;Slovenija;Ekonomija;univ. dipl. ekon.;1999
77000001;Čučnik;Živa;;14. 5. 1976;ziva.cucnik@posta.example;Škofja Loka;Slovenija;Finance;mag. posl. ved;2004
77000002;Štrukelj;Wilhelmina Aleksandra;;19. 8. 1976;;Žiri;Slovenija;Ekonomija;univ. dipl. ekon.;1999
77000003;Žgajnar;Špela;Ščap;2. 2. 1980;spela.zgajnar@posta.example;Dunaj;Avstrija;Ekonomija;univ. dipl. ekon.;2003
""".strip().splitlines()
#: What is wrong with each: a day that never was, a class of the far future, a formula, another person's number,
#: a row too short, one too long.
NASTY = """
77000004;Kos;Ana;;31. 2. 1981;ana.kos@posta.example;Celje;Slovenija;Ekonomija;univ. dipl. ekon.;2004
77000005;Vidmar;Jure;;3. 4. 1979;jure.vidmar@posta.example;Kranj;Slovenija;Ekonomija;univ. dipl. ekon.;19999
77000006;"=HYPERLINK(""http://zlo.example"")";Eva;;5. 6. 1982;eva@posta.example;Koper;Slovenija;Ekonomija;;2005
77000002;Golob;Marko;;1. 1. 1977;marko.golob@posta.example;Ptuj;Slovenija;Ekonomija;univ. dipl. ekon.;2000
77000008;Rus
;;;;;;;;;;2001
""".strip().splitlines()


def written(to: Path, *rows: str, encoding: str = "cp1250") -> Path:
    to.write_bytes("\r\n".join([HEADER, *rows, ""]).encode(encoding))
    return to
