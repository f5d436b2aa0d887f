"""What the themes of the invented press print, by language. Not the labels that Tocsin knows: sites choose their own."""

LABELS = {
    "en": dict(
        home="Home", read="Read also", share="Share this article", most="Most read", comments="Leave a Reply",
        note="Your email address will not be published. Required fields are marked *", by="By", tags="Tags:",
        newsletter="Sign up for our newsletter", rights="All rights reserved.", updated="Last updated:",
        say="Not again. When will these attacks and rockets end?", name="Please enter your name here",
        cookies="We use cookies to improve your experience. Accept all", enter="Please enter your comment!",
    ),
    "uk": dict(
        home="Головна", read="Читайте також", share="Поділитися", most="Найпопулярніше", comments="залишити коментар:",
        note="Ваша електронна адреса не буде опублікована", by="Автор:", tags="Теги:",
        newsletter="Підписуйтесь на наш Telegram-канал", rights="Усі права захищено.", updated="Оновлено:",
        say="Знову ракети, скільки можна", name="Ваше ім’я", cookies="Прийняти всі", enter="Коментарі",
    ),
    "fr": dict(
        home="Accueil", read="Lire aussi", share="Partager cet article", most="Les plus lus",
        comments="Laisser un commentaire", note="Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont"
        " indiqués avec *", by="Par", tags="Mots-clés :", newsletter="Abonnez-vous à notre newsletter",
        rights="Tous droits réservés.", updated="Mis à jour le", say="Encore une attaque, et personne ne fait rien !",
        name="Nom *", cookies="Nous utilisons des cookies. Tout accepter", enter="Commentaires",
    ),
    "ar": dict(
        home="الرئيسية", read="اقرأ أيضاً", share="شارك المقال", most="الأكثر قراءة", comments="اترك تعليقاً",
        note="لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *", by="بقلم", tags="الوسوم:",
        newsletter="اشترك في نشرتنا البريدية", rights="جميع الحقوق محفوظة.", updated="آخر تحديث:",
        say="هجوم جديد ولا أحد يتحرك", name="الاسم *", cookies="قبول الكل", enter="التعليقات",
    ),
    "tr": dict(
        home="Ana Sayfa", read="Ayrıca okuyun", share="Haberi paylaş", most="Çok okunanlar", comments="Yorumlar",
        note="E-posta adresiniz yayınlanmayacak.", by="Haber:", tags="Etiketler:", newsletter="Bültenimize abone olun",
        rights="Tüm hakları saklıdır.", updated="Güncelleme:", say="Yine saldırı, yeter artık", name="Ad *",
        cookies="Tümünü kabul et", enter="Yorum yapın",
    ),
    "ru": dict(
        home="Главная", read="Читайте также", share="Поделиться", most="Самое читаемое", comments="Добавить комментарий",
        note="Ваш адрес email не будет опубликован.", by="Автор:", tags="Теги:",
        newsletter="Подписывайтесь на наш канал", rights="Все права защищены.", updated="Обновлено:",
        say="Опять взрывы и ракеты", name="Имя *", cookies="Принять все", enter="Комментарии",
    ),
}  # fmt: skip
