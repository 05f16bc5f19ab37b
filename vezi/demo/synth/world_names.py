"""The commonest names of Europe and the Americas, each list in order of frequency; rarer ones come from Faker."""

from typing import NamedTuple


class Names(NamedTuple):
    """Names of one culture. `faker` names the locale that lends the rarer ones."""

    women: str
    men: str
    families: str
    faker: str = ""


EUROPE = {
    "sh": Names(
        "Marija Ana Jelena Ivana Milica Marina Dragana Snežana Jasmina Amra Katarina Mirjana Vesna Ljiljana Sanja Nataša"
        " Tamara Maja Aleksandra Svetlana Lejla Amina Azra Emina Gordana Slavica Biljana Tijana Sandra Valentina Nikolina",
        "Ivan Marko Nikola Milan Dragan Josip Aleksandar Stefan Goran Zoran Željko Ante Damir Mario Petar Amir Emir Haris"
        " Edin Nenad Dejan Vladimir Miloš Srđan Darko Igor Tomislav Hrvoje Mirza Adnan Luka Dario Bojan Slobodan Vedran",
        "Horvat Kovačević Babić Marić Jurić Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Hodžić Novak"
        " Kovačić Knežević Vuković Popović Pavlović Stanković Božić Hadžić Blažević Lovrić Begić Matić Tomić Delić"
        " Filipović Savić Čengić Hasanović Mehmedović Imamović Milošević Šimić Perić Radić Vidović Lukić Grgić Đukić",
        "hr_HR",
    ),
    "de": Names(
        "Anna Julia Sabine Claudia Katharina Susanne Andrea Stefanie Nicole Christine Petra Sandra Monika Martina Laura"
        " Lena Barbara Ursula Karin Lisa Sarah Birgit Eva Melanie Nina Johanna Franziska Elisabeth Brigitte Renate",
        "Michael Thomas Andreas Stefan Christian Peter Markus Martin Daniel Alexander Florian Wolfgang Klaus Tobias Lukas"
        " Matthias Jan Johannes Jürgen Sebastian Bernd Frank Manfred Dieter Felix Maximilian Philipp David Jonas Simon",
        "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf"
        " Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Lehmann Köhler",
        "de_DE",
    ),
    "at": Names(
        "Anna Maria Elisabeth Sabine Claudia Katharina Barbara Christine Eva Birgit Julia Martina Andrea Karin Petra"
        " Michaela Susanne Lisa Johanna Theresa Sophie Magdalena Verena Ingrid Margit Ulrike Brigitte Gabriele Doris",
        "Michael Thomas Andreas Christian Peter Wolfgang Martin Stefan Markus Johannes Josef Franz Alexander Robert Daniel"
        " Bernhard Christoph Gerhard Florian Lukas Günther Herbert Manfred Philipp Georg Paul Dominik Karl Matthias",
        "Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs Eder Fischer Schmid"
        " Winkler Weber Schwarz Maier Schneider Reiter Mayr Schmidt Wimmer Egger Brunner Lang Baumgartner Auer Novak",
        "de_AT",
    ),
    "it": Names(
        "Maria Anna Giulia Francesca Sara Chiara Paola Laura Elena Federica Silvia Valentina Alessandra Martina Roberta"
        " Daniela Barbara Simona Elisa Cristina Monica Giovanna Lucia Ilaria Michela Claudia Marta Sofia Beatrice Alice",
        "Marco Andrea Giuseppe Luca Alessandro Francesco Giovanni Antonio Matteo Roberto Stefano Paolo Mario Davide"
        " Fabio Massimo Simone Lorenzo Daniele Claudio Riccardo Enrico Giorgio Michele Alberto Federico Pietro Nicola",
        "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De_Luca Costa Giordano"
        " Mancini Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone",
        "it_IT",
    ),
    "fr": Names(
        "Marie Isabelle Catherine Nathalie Sophie Camille Julie Sylvie Anne Céline Caroline Sandrine Claire Laure Émilie"
        " Valérie Léa Manon Aurélie Christine Hélène Pauline Charlotte Mathilde Élodie Virginie Martine Chloé Inès",
        "Jean Pierre Nicolas Philippe Thomas Julien Michel Christophe Laurent Alexandre Antoine François Olivier Sébastien"
        " Guillaume Jean-Pierre Frédéric Vincent Stéphane Éric David Maxime Mathieu Benoît Hugo Jérôme Pascal Romain Louis",
        "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David"
        " Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez",
        "fr_FR",
    ),
    "es": Names(
        "María_del_Carmen Ana Laura Marta Cristina Isabel Lucía Paula Elena Patricia Carmen Raquel Beatriz Sofía Sara"
        " María Pilar Rocío Alba Silvia Andrea Mercedes Nuria Ana_María Mónica Irene Rosa Teresa Alicia Inés",
        "Antonio José Manuel Francisco David Javier Carlos Daniel Alejandro Miguel Pablo Luis Jorge Sergio Fernando Álvaro"
        " Juan Rafael Alberto Pedro Diego Adrián Raúl Enrique Ramón Rubén Vicente Ángel Óscar Ignacio José_Luis",
        "García Fernández González Rodríguez López Martínez Sánchez Pérez Gómez Martín Jiménez Ruiz Hernández Díaz Moreno"
        " Álvarez Muñoz Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina",
        "es_ES",
    ),
    "mx": Names(
        "María_Guadalupe Ana Sofía Gabriela Alejandra Daniela Fernanda Mariana Verónica Patricia Valentina Camila Claudia"
        " Adriana Laura Mónica Paola Carolina Andrea Valeria Ximena Lorena Natalia Isabella Luciana Marcela Silvia",
        "José_Luis Juan Carlos Luis Alejandro Jorge Miguel_Ángel Ricardo Eduardo Fernando Francisco Javier Santiago Diego"
        " Andrés Sebastián Mateo Rodrigo Gustavo Juan_Carlos Óscar Raúl Héctor Felipe Sergio Martín Nicolás Emilio",
        "Hernández García Martínez López González Rodríguez Pérez Sánchez Ramírez Flores Gómez Torres Díaz Vásquez Rojas"
        " Cruz Morales Gutiérrez Reyes Castillo Ortiz Ramos Mendoza Castro Vargas Herrera Medina Aguilar Muñoz Silva",
        "es_MX",
    ),
    "pt": Names(
        "Maria Ana Mariana Beatriz Inês Juliana Camila Fernanda Sofia Larissa Patrícia Aline Carolina Gabriela Luciana"
        " Joana Catarina Rita Letícia Adriana Amanda Bruna Helena Ana_Paula Cláudia Teresa Márcia Vanessa Isabel Marta",
        "João José António Pedro Carlos Lucas Paulo Rafael Gabriel Marcos Luís Felipe Bruno Tiago Ricardo Rodrigo Daniel"
        " Miguel Gustavo Francisco Rui Nuno Eduardo Thiago André Guilherme Diogo Leonardo Fernando Marcelo Matheus Duarte",
        "Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Sousa Fernandes Gonçalves Lima Gomes Lopes Souza"
        " Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira Barbosa Rocha",
        "pt_BR",
    ),
    "pl": Names(
        "Anna Katarzyna Małgorzata Agnieszka Barbara Ewa Magdalena Joanna Maria Monika Aleksandra Zofia Julia Elżbieta"
        " Dorota Natalia Beata Karolina Krystyna Marta Justyna Iwona Renata Paulina Sylwia Weronika Urszula Izabela",
        "Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Jakub Adam Marek Łukasz Grzegorz Mateusz Wojciech"
        " Mariusz Dariusz Zbigniew Rafał Maciej Robert Kamil Dawid Szymon Jacek Bartosz Sławomir Artur Filip Sebastian",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski"
        " Jankowski Mazur Kwiatkowski Wojciechowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski"
        " Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Malinowski Jaworski Stępień Adamczyk Dudek",
    ),
    "cs": Names(
        "Jana Marie Eva Hana Anna Lenka Kateřina Lucie Věra Alena Petra Veronika Jaroslava Tereza Martina Michaela Jitka"
        " Helena Zuzana Monika Ivana Barbora Markéta Eliška Kristýna Pavla Nikola Dana Simona Klára",
        "Jiří Jan Petr Josef Pavel Martin Tomáš Jaroslav Miroslav Zdeněk Václav Michal František Jakub Milan Karel Lukáš"
        " David Vladimír Ondřej Ladislav Roman Marek Stanislav Daniel Radek Vojtěch Filip Adam Aleš",
        "Novák Svoboda Novotný Dvořák Černý Procházka Kučera Veselý Krejčí Horák Němec Pokorný Marek Pospíšil Hájek"
        " Jelínek Král Růžička Beneš Fiala Sedláček Doležal Zeman Kolář Navrátil Čermák Vaněk Urban Blažek Kovář",
    ),
    "sk": Names(
        "Mária Anna Zuzana Katarína Eva Jana Monika Martina Lucia Ivana Andrea Zuzana Michaela Veronika Kristína Lenka"
        " Alena Petra Daniela Viera Barbora Natália Silvia Dominika Simona",
        "Jozef Ján Peter Martin Michal Tomáš Milan Štefan Marek Lukáš Miroslav Pavol Juraj Ľubomír Vladimír Matej Daniel"
        " Patrik Rastislav Jakub Igor Róbert Samuel Dušan Branislav",
        "Horváth Kováč Varga Tóth Nagy Baláž Molnár Szabó Balog Lukáč Novák Polák Kollár Gajdoš Hudák Oravec Oláh Németh"
        " Šimko Takáč Ďurica Hric Krajčír Sedlák Vlček",
    ),
    "hu": Names("", "", "", "hu_HU"),
    "ro": Names(
        "Maria Ioana Elena Andreea Ana Mihaela Cristina Alexandra Daniela Gabriela Alina Raluca Diana Simona Irina Adriana"
        " Roxana Bianca Monica Laura Oana Carmen Anca Georgiana Larisa",
        "Andrei Alexandru Ion Mihai Cristian Adrian Ștefan Bogdan Florin Marius Daniel George Ionuț Vlad Radu Gabriel"
        " Răzvan Constantin Cătălin Cosmin Sorin Dan Nicolae Liviu Tudor",
        "Popa Popescu Ionescu Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Moldovan Constantin Marin Dinu"
        " Dumitrescu Munteanu Florea Barbu Georgescu Nistor Lupu Mureșan Șerban Tănase Ungureanu Neagu Călin Voicu",
    ),
    "tr": Names(
        "Fatma Ayşe Emine Zeynep Elif Merve Hatice Esra Büşra Selin Özlem Gül Sibel Ebru Aylin Deniz Burcu Ceren Derya"
        " Ece Gizem Pınar Seda Tuğba Yasemin",
        "Mehmet Mustafa Ahmet Ali Hüseyin Hasan Murat Emre İbrahim Yusuf Can Ömer Burak Serkan Okan Cem Kerem Onur Volkan"
        " Barış Tolga Kaan Umut Levent Deniz",
        "Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt"
        " Özkan Şimşek Polat Korkmaz Aktaş Erdoğan Güneş Tekin Bulut Avcı Ünal Aksoy",
    ),
    "sv": Names("", "", "", "sv_SE"),
    "no": Names(
        "Anne Ingrid Kari Marit Liv Silje Nina Hanne Camilla Ida Kristin Emma Nora Marianne Heidi Tone Astrid Line Maria"
        " Julie Bente Hilde Sofie Thea Ragnhild",
        "Jan Per Bjørn Ole Lars Kjell Knut Arne Svein Thomas Geir Morten Erik Martin Andreas Anders Magnus Henrik Kristian"
        " Øyvind Jonas Terje Håkon Sondre Tor",
        "Hansen Johansen Olsen Larsen Andersen Pedersen Nilsen Kristiansen Jensen Karlsen Johnsen Pettersen Eriksen Berg"
        " Haugen Hagen Johannessen Andreassen Jacobsen Halvorsen Dahl Lund Moen Solberg Bakken Strand Lie Østby Ødegård",
        "no_NO",
    ),
    "da": Names(
        "Anne Kirsten Mette Hanne Anna Helle Susanne Lene Maria Marianne Inge Karen Lone Camilla Pia Louise Charlotte"
        " Sofie Ida Emma Katrine Trine Line Maja Birgitte",
        "Peter Jens Lars Michael Henrik Thomas Søren Jan Christian Martin Niels Anders Morten Jesper Hans Rasmus Mads Per"
        " Ole Mikkel Kasper Frederik Emil Jørgen Magnus",
        "Nielsen Jensen Hansen Andersen Pedersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen"
        " Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Holm Lund Kjær Østergaard Bæk Skovgaard",
        "da_DK",
    ),
    "fi": Names("", "", "", "fi_FI"),
    "nl": Names(
        "Maria Anna Johanna Sanne Lisa Emma Anouk Eva Julia Laura Marieke Esther Petra Ingrid Femke Linda Iris Lotte"
        " Annemarie Sophie Saskia Wilhelmina Fleur Monique Marloes",
        "Jan Peter Johannes Thomas Daan Mark Pieter Bas Willem Hans Tim Lars Sander Jeroen Erik Jasper Bram Martijn Ruben"
        " Maarten Rik Joost Hendrik Cornelis Niels",
        "de_Jong Jansen de_Vries van_den_Berg van_Dijk Bakker Janssen Visser Smit Meijer de_Boer Mulder de_Groot Bos Vos"
        " Peters Hendriks van_Leeuwen Dekker Brouwer de_Wit Dijkstra Smits de_Graaf van_der_Meer Kok Jacobs van_der_Linden"
        " van_den_Boogaard Vermeulen Hoekstra Schouten Kuiper Postma Veenstra van_Vliet Scholten Verhoeven Prins Huisman",
    ),
    "is": Names(
        "Guðrún Anna Kristín Sigríður Margrét Helga Sigrún Ingibjörg Jóhanna María Katrín Elín Hildur Ragnheiður Þórdís"
        " Birna Ásta Unnur Eva Steinunn",
        "Jón Sigurður Guðmundur Gunnar Ólafur Einar Magnús Kristján Stefán Jóhann Bjarni Árni Halldór Helgi Kristinn"
        " Þorsteinn Davíð Björn Ragnar Haukur",
        "Jóns Sigurðar Guðmunds Gunnars Ólafs Einars Magnús Kristjáns Stefáns Jóhanns Bjarna Árna Halldórs Helga Kristins"
        " Þorsteins Davíðs Björns Ragnars Hauks",
    ),
    "baltic": Names(
        "Anna Kristina Ilze Inese Rasa Ieva Rūta Agnė Laura Liina Kadri Katrin Jekaterina Eglė Līga Dace Aistė Maarja",
        "Jānis Andris Tomas Jonas Andrius Martin Mindaugas Andres Toomas Juris Lukas Mārtiņš Edgars Darius Kristjan Rein",
        "Tamm Kazlauskas Bērziņš Saar Kalniņš Sepp Jankauskas Mägi Ozoliņš Petrauskas Kask Liepiņš Kukk Stankevičius Rebane"
        " Vasiliauskas Ilves Krūmiņš Butkus Pärn Žukauskas Balodis Kuusk Urbonas",
    ),
}

ENGLISH = {
    "us": Names("", "", "", "en_US"),
    "gb": Names(
        "Sarah Emma Susan Margaret Laura Claire Charlotte Helen Rebecca Victoria Elizabeth Rachel Nicola Joanne Katherine"
        " Alison Hannah Lucy Sophie Jessica Louise Amy Jane Caroline Fiona Gemma Olivia Emily Catherine Alice",
        "David James John Paul Andrew Michael Mark Richard Stephen Peter Thomas Christopher Robert Matthew Daniel Simon"
        " William Ian Jonathan Benjamin Adam Nicholas Alexander Edward Oliver Jack Alan Graham Neil George",
        "",
        "en_GB",
    ),
    "ie": Names(
        "Mary Aoife Ciara Niamh Sinéad Orla Sarah Emma Róisín Gráinne Deirdre Siobhán Eimear Fiona Louise Aisling Laura"
        " Gráinne Clodagh Maeve Caoimhe Saoirse Bridget Nuala",
        "John Patrick Michael Conor Seán Brian David Declan Eoin Kevin Niall Liam Cian Cormac Darragh Fergal Ciarán Colm"
        " Donal Eamon Shane Paul James Rory Oisín",
        "Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher Doherty"
        " Kennedy Lynch Murray Quinn Moore McLoughlin Carroll Connolly Daly Wilson Dunne Brennan Burke Collins Nolan",
        "en_IE",
    ),
    "ng": Names(
        "Chidinma Ngozi Aisha Funmilayo Adaeze Blessing Folasade Amina Yetunde Ifeoma Oluchi Zainab Temitope Bukola Halima"
        " Chiamaka Omolara Grace Hauwa Ebere",
        "Oluwaseun Emeka Ibrahim Chinedu Babatunde Olumide Musa Tunde Obinna Adebayo Ifeanyi Abdullahi Samuel Femi Kelechi"
        " Segun Aliyu Uche Ayodele David",
        "Okafor Adeyemi Ibrahim Okonkwo Balogun Eze Abubakar Okeke Adewale Musa Ogunleye Nwosu Bello Adebayo Lawal Obi"
        " Ojo Suleiman Nwachukwu Afolabi Chukwu Oyelaran Danjuma Adeleke Onyekachi Yusuf",
        "yo_NG",
    ),
    "ke": Names("", "", "", "en_KE"),
    "za": Names(
        "Thandiwe Nomsa Lerato Zanele Naledi Palesa Ayanda Sarah Anika Elize Precious Lindiwe Karabo Priya Michelle Carla",
        "Sipho Thabo Johan Themba Pieter Bongani Mandla Sibusiso Riaan Kagiso Francois Lungelo Craig Tshepo Imran Dewald",
        "Dlamini Nkosi Botha van_der_Merwe Naidoo Ndlovu Khumalo Mokoena Pillay Sithole Smith Nel Mahlangu Govender Fourie"
        " Zulu Mthembu Venter Coetzee Molefe Jacobs Mkhize Pretorius Radebe",
    ),
}
