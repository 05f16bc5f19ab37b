"""Towns and larger villages of Slovenia: postcode, name, thousands of inhabitants (rounded)."""

TOWNS = """
1000 Ljubljana 272|2000 Maribor 96|3000 Celje 38|4000 Kranj 38|6000 Koper 26|8000 Novo mesto 24|3320 Velenje 24|2250 Ptuj 18|
1420 Trbovlje 14|1240 Kamnik 14|4270 Jesenice 13|1230 Domžale 13|5000 Nova Gorica 13|4220 Škofja Loka 12|6310 Izola 11|
9000 Murska Sobota 11|6230 Postojna 10|1370 Logatec 10|1360 Vrhnika 9|1330 Kočevje 8|2310 Slovenska Bistrica 8|
2380 Slovenj Gradec 7|1290 Grosuplje 7|2390 Ravne na Koroškem 7|8270 Krško 7|8250 Brežice 7|5270 Ajdovščina 7|1270 Litija 7|
1410 Zagorje ob Savi 6|1234 Mengeš 6|6320 Portorož 6|6210 Sežana 6|5280 Idrija 6|4240 Radovljica 6|1430 Hrastnik 6|
8340 Črnomelj 5|1215 Medvode 5|4260 Bled 5|3250 Rogaška Slatina 5|3310 Žalec 5|3230 Šentjur 5|3210 Slovenske Konjice 5|
8290 Sevnica 5|2391 Prevalje 5|6250 Ilirska Bistrica 5|2342 Ruše 4|6330 Piran 4|1380 Cerknica 4|1236 Trzin 4|4290 Tržič 4|
1310 Ribnica 4|4226 Žiri 4|5220 Tolmin 4|8210 Trebnje 4|9240 Ljutomer 3|3270 Laško 3|2370 Dravograd 3|6280 Ankaran 3|
8330 Metlika 3|9250 Gornja Radgona 3|9220 Lendava 3|4228 Železniki 3|1295 Ivančna Gorica 3|1251 Moravče 2|5230 Bovec 2|
5222 Kobarid 2|4264 Bohinjska Bistrica 2|4248 Lesce 3|1241 Vodice 2|2270 Ormož 2|2327 Rače 3|2312 Orehova vas 2|3330 Mozirje 2|
6240 Kozina 1|5271 Vipava 2|5212 Dobrovo v Brdih 1|1386 Stari trg pri Ložu 1|4280 Kranjska Gora 2|3332 Rečica ob Savinji 1|
8310 Šentjernej 2|8000 Šmihel pri Novem mestu 1|9231 Beltinci 2|2366 Muta 2|1262 Dol pri Ljubljani 2|1351 Brezovica pri Ljubljani 3
"""
