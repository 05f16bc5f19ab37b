"""Names that have a script of their own: written `Latin=script`, or in the script alone and carried over by rule."""

from vezi.demo.synth.world_names import Names

ASIA_AND_AFRICA = {
    "zh": Names(
        "Fang=芳 Na=娜 Min=敏 Jing=静 Li=丽 Yan=艳 Juan=娟 Xia=霞 Ting=婷 Xiaoyan=晓燕 Yuting=雨婷 Xinyi=欣怡 Mengjie=梦洁"
        " Yue=悦 Hui=慧 Qian=倩 Shuhua=淑华 Meiling=美玲 Xiaoli=小丽 Wenjing=文静 Jiayi=佳怡 Zihan=梓涵 Yifei=亦菲 Lan=兰 Xue=雪",
        "Wei=伟 Qiang=强 Lei=磊 Jun=军 Yang=洋 Yong=勇 Jie=杰 Tao=涛 Ming=明 Chao=超 Gang=刚 Ping=平 Peng=鹏 Hao=浩 Bin=斌"
        " Jianhua=建华 Zhiqiang=志强 Haoran=浩然 Yuxuan=宇轩 Guoqiang=国强 Jiahao=家豪 Zhiwei=志伟 Xiaoming=晓明 Bo=波 Kai=凯",
        "Wang=王 Li=李 Zhang=张 Liu=刘 Chen=陈 Yang=杨 Huang=黄 Zhao=赵 Wu=吴 Zhou=周 Xu=徐 Sun=孙 Ma=马 Zhu=朱 Hu=胡 Guo=郭"
        " He=何 Lin=林 Gao=高 Luo=罗 Zheng=郑 Liang=梁 Xie=谢 Song=宋 Tang=唐 Deng=邓 Han=韩 Feng=冯 Cao=曹 Peng=彭 Zeng=曾"
        " Xiao=肖 Tian=田 Dong=董 Yuan=袁 Pan=潘 Jiang=蒋 Cai=蔡 Yu=余 Du=杜 Ye=叶 Cheng=程 Wei=魏 Su=苏 Lü=吕 Ding=丁",
    ),
    "hk": Names(
        "Wing_Yan=詠欣 Ka_Yan=嘉欣 Mei_Ling=美玲 Hoi_Yan=凱欣 Siu_Ling=小玲 Wai_Man=慧敏 Yuk_Ling=玉玲 Tsz_Ying=芷瑩 Lai_Wah=麗華"
        " Man_Yee=敏儀 Suk_Fan=淑芬 Pui_Shan=珮珊",
        "Ka_Ho=家豪 Chi_Ming=志明 Wai_Keung=偉強 Kwok_Wai=國偉 Tsz_Hin=子軒 Chun_Kit=俊傑 Ho_Yin=浩然 Wing_Kin=永健 Siu_Fai=兆輝"
        " Man_Ho=文浩 Kin_Wah=建華 Yat_Long=逸朗",
        "Chan=陳 Leung=梁 Cheung=張 Lau=劉 Li=李 Lee=李 Wong=黃 Ng=吳 Lam=林 Ho=何 Cheng=鄭 Yeung=楊 Tang=鄧 Chow=周 Yip=葉"
        " Chiu=趙 Fung=馮 Kwok=郭 Tsang=曾 Lo=羅 Mak=麥 Chu=朱 Tam=譚 Kwan=關",
    ),
    "tw": Names(
        "Shu-fen=淑芬 Mei-ling=美玲 Ya-ting=雅婷 Yi-chun=怡君 Hsin-yi=欣怡 Chia-ying=佳穎 Shu-hui=淑惠 Pei-shan=佩珊 Ya-hui=雅惠"
        " Chia-ling=佳玲 Yu-ting=郁婷 Tzu-han=子涵",
        "Chia-hao=家豪 Chih-ming=志明 Chun-chieh=俊傑 Chien-hung=建宏 Chun-hung=俊宏 Chih-wei=志偉 Kuan-yu=冠宇 Tsung-han=宗翰"
        " Cheng-han=承翰 Wen-hsiung=文雄 Ming-te=明德 Po-han=柏翰",
        "Chen=陳 Lin=林 Huang=黃 Chang=張 Li=李 Wang=王 Wu=吳 Liu=劉 Tsai=蔡 Yang=楊 Hsu=許 Cheng=鄭 Hsieh=謝 Kuo=郭 Hung=洪"
        " Chiu=邱 Tseng=曾 Liao=廖 Lai=賴 Chou=周 Yeh=葉 Su=蘇 Chuang=莊 Lu=呂",
    ),
    "ja": Names("", "", "", "ja_JP"),
    "ko": Names(
        "Ji-young=지영 Min-ji=민지 Eun-ji=은지 Soo-jin=수진 Hye-jin=혜진 Mi-kyung=미경 Young-hee=영희 Ji-hye=지혜 Seo-yeon=서연"
        " Yu-jin=유진 Hyun-jung=현정 Su-bin=수빈 Eun-young=은영 Ji-woo=지우 Kyung-hee=경희 Sun-young=선영 Bo-ram=보람 Ha-eun=하은",
        "Min-jun=민준 Ji-hoon=지훈 Sung-min=성민 Young-ho=영호 Dong-hyun=동현 Hyun-woo=현우 Jun-ho=준호 Sang-hoon=상훈 Jae-hyun=재현"
        " Kyung-soo=경수 Seung-hyun=승현 Jin-woo=진우 Tae-hyung=태형 Min-seok=민석 Young-chul=영철 Do-yun=도윤 Seo-jun=서준 Woo-jin=우진",
        "Kim=김 Lee=이 Park=박 Choi=최 Jung=정 Kang=강 Cho=조 Yoon=윤 Jang=장 Lim=임 Han=한 Oh=오 Seo=서 Shin=신 Kwon=권 Hwang=황"
        " Ahn=안 Song=송 Yoo=유 Hong=홍 Jeon=전 Ko=고 Moon=문 Yang=양 Son=손 Bae=배 Baek=백 Heo=허 Nam=남 Noh=노",
    ),
    "in": Names(
        "Priya Anjali Pooja Sunita Neha Kavita Deepa Anita Shreya Divya Meera Lakshmi Swati Nisha Ritu Sneha Rekha Aditi"
        " Shalini Radhika Vidya Geeta Aishwarya Manisha Jyoti",
        "Rahul Amit Sanjay Rajesh Vijay Suresh Ravi Anil Arjun Vikram Rohit Ashok Karthik Manoj Deepak Arun Nikhil Ajay"
        " Venkatesh Siddharth Prakash Sandeep Aditya Mohan Ganesh",
        "Sharma Singh Kumar Patel Gupta Shah Reddy Nair Iyer Rao Verma Mehta Joshi Agarwal Das Desai Jain Chatterjee Menon"
        " Mukherjee Kapoor Krishnamoorthy Malhotra Banerjee Pillai Bhat Kulkarni Srinivasan Chopra Khanna Venkataraghavan",
        "en_IN",
    ),
    "vi": Names(
        "Thị_Hương Thị_Lan Thị_Mai Ngọc_Linh Thị_Thảo Thu_Hà Thị_Hồng Minh_Châu Phương_Anh Thanh_Vân Thùy_Dương Thị_Yến"
        " Kim_Chi Bích_Ngọc Thị_Hoa Mỹ_Duyên Thị_Xuân Thị_Minh_Châu Hải_Yến Khánh_Vi",
        "Văn_Hùng Minh_Tuấn Quốc_Huy Hoàng_Nam Đức_Anh Văn_Dũng Thành_Long Quang_Minh Tuấn_Anh Anh_Khoa Hữu_Phúc Văn_Trung"
        " Công_Thành Bảo_Long Thanh_Tùng Đình_Trọng Xuân_Bách Minh_Quang Gia_Bảo Văn_Tú",
        "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý",
    ),
    "ar": Names(
        "Fatima=فاطمة Aisha=عائشة Mariam=مريم Nour=نور Layla=ليلى Sara=سارة Huda=هدى Amal=أمل Rania=رانيا Noura=نورة Salma=سلمى"
        " Dina=دينا Hala=هالة Reem=ريم Yasmin=ياسمين Khadija=خديجة Zainab=زينب Lina=لينا Rana=رنا Samira=سميرة",
        "Mohammed=محمد Ahmed=أحمد Ali=علي Omar=عمر Khalid=خالد Hassan=حسن Abdullah=عبدالله Ibrahim=إبراهيم Youssef=يوسف"
        " Karim=كريم Tariq=طارق Mahmoud=محمود Sami=سامي Hussein=حسين Faisal=فيصل Mustafa=مصطفى Nasser=ناصر Walid=وليد"
        " Ziad=زياد Rashid=راشد",
        "Al-Harbi=الحربي Hassan=حسن Al-Otaibi=العتيبي Khalil=خليل Mansour=منصور Haddad=حداد Al-Mazrouei=المزروعي Nasser=ناصر"
        " El-Sayed=السيد Ibrahim=إبراهيم Khoury=خوري Al-Ghamdi=الغامدي Mahmoud=محمود Saleh=صالح Benali=بنعلي Rahman=رحمن"
        " Al-Shamsi=الشامسي Farouk=فاروق Najjar=نجار Hamdan=حمدان Al-Qahtani=القحطاني Bennani=بناني Fares=فارس Shaheen=شاهين",
    ),
    "fa": Names(
        "Fatemeh=فاطمه Zahra=زهرا Maryam=مریم Sara=سارا Narges=نرگس Shirin=شیرین Leila=لیلا Parisa=پریسا Nasrin=نسرین Azadeh=آزاده",
        "Mohammad=محمد Ali=علی Reza=رضا Hossein=حسین Mehdi=مهدی Amir=امیر Saeed=سعید Behrouz=بهروز Dariush=داریوش Kaveh=کاوه",
        "Mohammadi=محمدی Hosseini=حسینی Ahmadi=احمدی Karimi=کریمی Rezaei=رضایی Moradi=مرادی Jafari=جعفری Rahimi=رحیمی"
        " Sadeghi=صادقی Ebrahimi=ابراهیمی Tehrani=تهرانی Shirazi=شیرازی",
    ),
    "he": Names(
        "Noa=נועה Tamar=תמר Yael=יעל Michal=מיכל Maya=מאיה Rachel=רחל Shira=שירה Sarah=שרה Adi=עדי Liat=ליאת",
        "David=דוד Yosef=יוסף Daniel=דניאל Noam=נועם Itai=איתי Avi=אבי Moshe=משה Yair=יאיר Eitan=איתן Amir=אמיר",
        "Cohen=כהן Levi=לוי Mizrahi=מזרחי Peretz=פרץ Biton=ביטון Friedman=פרידמן Katz=כץ Avraham=אברהם Shapira=שפירא"
        " Azoulay=אזולאי Ben-David=בן־דוד Malka=מלכה",
    ),
    "th": Names(
        "Siriporn Nattaya Pimchanok Suda Kanya Malee Ploy Chanida Wanida Orawan Sasithorn Apinya",
        "Somchai Anan Nattapong Prasert Kittisak Chaiwat Wichai Thanakorn Surasak Pongsak Arthit Sompong",
        "Saetang Saelim Srisuk Chaiyasit Wongsa Suksai Boonmee Rattanakorn Phromsri Thongchai Jaidee Kittikul Charoenpong"
        " Sirichai",
    ),
    "id": Names(
        "Siti_Nurhaliza Dewi Putri Sri_Wahyuni Ayu Rina Indah Ratna Fitri Wulan Nur_Aisyah Maya Lestari Intan",
        "Budi Agus Ahmad Muhammad_Rizki Eko Andi Hendra Joko Dedi Bambang Rudi Arief Yusuf Bayu",
        "Santoso Wijaya Setiawan Susanto Hidayat Nugroho Saputra Kusuma Gunawan Pratama Lestari Siregar Nasution Hartono"
        " Wibowo Halim Simanjuntak Rahman",
    ),
    "ph": Names(
        "Maria_Cristina Angelica Jasmine Maricel Rosario Grace Kristine Liza Joy Carmela Bea Andrea",
        "Jose Juan_Paolo Mark Angelo Ramon Rafael Carlo Antonio Miguel Christian Jericho Emmanuel",
        "Dela_Cruz Garcia Reyes Ramos Mendoza Santos Flores Gonzales Bautista Villanueva Fernandez Cruz De_Guzman Lopez"
        " Aquino Castillo Rivera Tolentino",
    ),
    "ru": Names(
        "Елена Ольга Наталья Анна Ирина Татьяна Светлана Мария Екатерина Анастасия Юлия Марина Дарья Людмила Ксения Алина"
        " Виктория Полина Надежда Вера",
        "Александр Сергей Дмитрий Андрей Алексей Владимир Михаил Иван Евгений Николай Максим Игорь Юрий Павел Антон Денис"
        " Роман Олег Константин Илья",
        "Смирнов Иванов Кузнецов Попов Соколов Лебедев Козлов Новиков Морозов Петров Волков Соловьёв Васильев Зайцев Павлов"
        " Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселёв Макаров",
    ),
    "uk": Names(
        "Олена Наталія Ірина Ганна Оксана Тетяна Марія Юлія Катерина Світлана Анастасія Вікторія Людмила Галина Софія",
        "Олександр Сергій Володимир Андрій Микола Юрій Іван Дмитро Михайло Олексій Василь Тарас Богдан Максим Роман",
        "Мельник Шевченко Бойко Коваленко Бондаренко Ткаченко Ковальчук Кравченко Олійник Шевчук Коваль Поліщук Бондар"
        " Мороз Ткачук Марченко Лисенко Руденко Савченко Петренко Кравчук Клименко Павленко Савчук Кузьменко",
    ),
    "bg": Names(
        "Мария Иванка Елена Йорданка Пенка Надежда Десислава Виктория Радка Даниела Гергана Силвия Цветелина Ралица Милена",
        "Георги Иван Димитър Николай Петър Христо Александър Йордан Васил Тодор Стефан Стоян Мартин Калоян Пламен",
        "Иванов Георгиев Димитров Петров Николов Христов Стоянов Тодоров Илиев Василев Атанасов Петков Ангелов Колев Йорданов"
        " Маринов Стефанов Попов Михайлов Кръстев Костов Димов Костадинов Павлов Митев",
    ),
    "mk": Names(
        "Марија Елена Ана Весна Сузана Билјана Гордана Ивана Катерина Снежана",
        "Александар Никола Дејан Горан Зоран Игор Стефан Драган Марјан Бојан",
        "Стојановски Николовски Трајковски Јовановски Петровски Ристовски Димитриевски Андоновски Илиевски Костовски Ангелов",
    ),
    "el": Names(
        "Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Δήμητρα Κωνσταντίνα Ιωάννα Παρασκευή Χριστίνα Ευαγγελία Άννα"
        " Δέσποινα",
        "Γιώργος Γιάννης Κωνσταντίνος Δημήτρης Νικόλαος Παναγιώτης Βασίλης Χρήστος Αθανάσιος Ευάγγελος Ιωάννης Σπύρος"
        " Αντώνης Θεόδωρος Ηλίας",
        "Παπαδόπουλος Παπαδάκης Γεωργίου Οικονόμου Δημητρίου Νικολάου Αντωνίου Παπαγεωργίου Βασιλείου Κωνσταντίνου"
        " Ιωαννίδης Αθανασίου Μακρής Παππάς Αλεξίου Χριστοδούλου Καραγιάννης Αγγελόπουλος Κωστόπουλος Θεοδωρίδης Βλάχος",
    ),
    "ka": Names(
        "Nino=ნინო Mariam=მარიამ Tamar=თამარ Ana=ანა Nana=ნანა Ketevan=ქეთევან Eka=ეკა Salome=სალომე",
        "Giorgi=გიორგი Davit=დავით Levan=ლევან Irakli=ირაკლი Zurab=ზურაბ Nika=ნიკა Luka=ლუკა Vakhtang=ვახტანგ",
        "Beridze=ბერიძე Kapanadze=კაპანაძე Gelashvili=გელაშვილი Maisuradze=მაისურაძე Lomidze=ლომიძე Tsiklauri=წიკლაური"
        " Kvaratskhelia=კვარაცხელია Japaridze=ჯაფარიძე Mamulashvili=მამულაშვილი",
    ),
}

# Greek and Cyrillic letters as passports carry them over, the pairs first.
GREEK = {
    "ου": "ou", "ού": "ou", "αι": "ai", "ει": "ei", "οι": "oi", "αυ": "av", "ευ": "ev", "Ευ": "Ev", "γγ": "ng",
    "γκ": "gk", "μπ": "mp", "ντ": "nt", "ηλ": "il", "Οι": "Oi",
}  # fmt: skip
GREEK_LETTERS = str.maketrans(
    "αάβγδεέζηήικλμνξοόπρσςτυύφωώίϊΑΆΒΓΔΕΈΖΗΙΚΛΜΝΟΠΡΣΤΥΦ",
    "aavgdeeziiiklmnxooprsstyyfooiiAAVGDEEZIIKLMNOPRSTYF",
) | str.maketrans({"θ": "th", "χ": "ch", "ψ": "ps", "Θ": "Th", "Χ": "Ch", "Ψ": "Ps"})
CYRILLIC_LETTERS = str.maketrans(
    "абвгдеёзийклмнопрстуфыэАБВГДЕЁЗИЙКЛМНОПРСТУФЭіІґҐјЈ",
    "abvgdeeziyklmnoprstufyeABVGDEEZIYKLMNOPRSTUFEiIgGjJ",
) | str.maketrans(
    {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "a", "ь": "", "ю": "yu", "я": "ya",
     "Ж": "Zh", "Х": "Kh", "Ц": "Ts", "Ч": "Ch", "Ш": "Sh", "Щ": "Shch", "Ю": "Yu", "Я": "Ya", "ї": "i", "є": "ie",
     "Є": "Ye", "Ї": "Yi", "љ": "lj", "њ": "nj", "ќ": "kj", "ѓ": "gj", "џ": "dž"}
)  # fmt: skip


# Where a language says a letter in its own way.
OWN_WAY = {
    "uk": str.maketrans({"и": "y", "г": "h", "Г": "H"}),
    "bg": str.maketrans({"х": "h", "Х": "H"}),
    "mk": str.maketrans({"ж": "ž", "ч": "č", "ш": "š", "х": "h", "Ж": "Ž", "Ч": "Č", "Ш": "Š"}),
}


def in_latin(name: str, *, culture: str) -> str:
    """A Greek or Cyrillic name in Latin letters; others come back as they are."""
    for pair, letters in GREEK.items():
        name = name.replace(pair, letters)
    return name.translate(OWN_WAY.get(culture, {})).translate(GREEK_LETTERS).translate(CYRILLIC_LETTERS)
