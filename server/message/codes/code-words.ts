/** Words of one purpose by language, parted by blanks. A `*` at the end stands for any ending. Case and accents do not count. */
type Words = Readonly<Record<string, string>>

/** Say by themselves that a one-time code stands beside them. */
const SURE: Words = {
  en: 'otp otps totp passcode passcodes',
  de: 'mtan smstan sms-tan mobiletan pushtan phototan itan einmalpasswort einmalkennwort einmalcode',
  sv: 'engangskod engangskoden engangslosenord',
}

/** Name a code, a one-time one or any other. */
const NOUN: Words = {
  en: 'code codes pin pins token password passwords',
  fr: 'passe',
  de: 'pincode passwort kennwort geheimzahl zugangszahl',
  es: 'codigo codigos clave contrasena',
  it: 'codice codici',
  pt: 'codigo codigos senha palavra-passe',
  nl: 'wachtwoord',
  pl: 'kod kodu kodem kodow kody haslo hasla',
  sv: 'koden koder losenord',
  da: 'kode kodeord adgangskode',
  no: 'passord',
  fi: 'koodi koodin koodisi tunnusluku',
  hu: 'kodod kodja kodot jelszo jelszava',
  el: 'κωδικος κωδικο κωδικου κωδικοι',
  cs: 'kodem heslo',
  tr: 'kodu kodun kodunu kodunuz* sifre* parola*',
  ru: 'код кода коду кодом коды кодов пароль пароля паролем пин',
  uk: 'кодом коди пароль паролем',
  ar: 'رمز الرمز رمزك كود الكود كودك',
  he: 'קוד הקוד קודך הקודים סיסמה הסיסמה סיסמת',
}

/** Name what a code proves; beside a noun they make it a one-time code, and even alone they may stand for it. */
const VERIFY: Words = {
  en: 'verification verify verifying authentication authenticate 2fa mfa',
  fr: 'verifier authentification',
  de: 'verifizierung verifizieren authentifizierung',
  es: 'verificacion verificar autenticacion',
  it: 'verifica verificare autenticazione',
  pt: 'verificacao verificar autenticacao',
  nl: 'verificatie verifieren authenticatie',
  pl: 'weryfikacja weryfikacji weryfikacyjny uwierzytelniania',
  sv: 'verifiering verifiera',
  hu: 'hitelesites hitelesito',
  el: 'επαληθευση επαληθευσης',
  tr: 'dogrulama dogrulamak',
  ru: 'верификация верификации верификационный',
  uk: 'верифікація верифікації',
  ar: 'التحقق تحقق المصادقة',
  he: 'אימות האימות',
}

/** Say beside a noun what the code is for: then it is a one-time code. */
const PURPOSE: Words = {
  en:
    'one-time onetime single-use security secure login log-in log sign-in signin sign log sign-up signup access confirm confirmation ' +
    'activation activate two-factor two-step identity reset temporary validation device delivery pickup pick-up collection unlock',
  fr: 'securite connexion connecter confirmer validation valider unique temporaire acces identification activation activer',
  de: 'bestatig* sicherheit* anmeld* einmal* einmalig* freischalt* aktivier* zugang* zugangs* einloggen temporar*',
  es: 'seguridad acceso acceder confirmacion confirmar activacion activar sesion temporal unico',
  it: 'sicurezza accesso accedere conferma confermare attivazione attivare temporanea temporaneo monouso',
  pt: 'seguranca acesso acessar confirmacao confirmar ativacao ativar temporaria temporario sessao',
  nl: 'bevestig* beveilig* inlog* toegang* eenmalig* activer* aanmeld*',
  pl: 'potwierdz* bezpiecz* logowani* zalogowa* jednoraz* aktywac* autoryzac* dostepu',
  sv: 'bekraft* sakerhet* inlogg* logga engangs* aktiver*',
  da: 'bekraeft* sikkerhed* engangs*',
  no: 'bekreft* sikkerhet* paalogging*',
  fi: 'vahvistus* kirjautumis* turva*',
  hu: 'ellenorzo megerosito biztonsagi bejelentkezesi belepesi egyszeri',
  el: 'επιβεβαιωσης ασφαλειας συνδεσης ενεργοποιησης χρησης',
  tr: 'onay* guvenlik giris kullanimlik tek aktivasyon',
  ru: 'подтвержд* проверк* проверочн* безопасн* вход* войти одноразов* авториз* активац* доступ*',
  uk: 'підтвердж* перевір* безпек* вхід вход* увійти одноразов* авториз* активац* доступ*',
  ar: 'التأكيد تأكيد الأمان الدخول التفعيل لمرة',
  he: 'אבטחה הכניסה כניסה כניסתך התחברות חד-פעמי חד-פעמית הפעלה',
}

/** Say beside a noun, or in one word with it, that the code is to be kept for the day on which no other can be had. */
const SPARE: Words = {
  en: 'backup back-up recovery emergency scratch fallback',
  fr: 'secours recuperation sauvegarde',
  de: 'wiederherstellungs* notfallcode* ersatzcode* reservecode*',
  es: 'respaldo recuperacion emergencia',
  it: 'recupero riserva emergenza',
  pt: 'recuperacao emergencia',
  nl: 'herstelcode* reservecode* noodcode*',
  pl: 'zapasow* odzyskiwania awaryjn*',
  sv: 'reservkod* aterstallningskod* nodkod*',
  da: 'gendannelseskode* nodkode*',
  no: 'gjenopprettingskode* reservekode*',
  fi: 'varakoodi* palautuskoodi*',
  tr: 'yedek kurtarma*',
  ru: 'резервн* восстановлен* запасн*',
  uk: 'резервн* відновлен* запасн*',
  ar: 'الاسترداد الاحتياطي احتياطي',
  he: 'גיבוי שחזור',
}

/** Beside a noun they make it another kind of code. */
const QUALIFIER: Words = {
  en:
    'zip postal post area country dialing dial calling error status exit return response http source product item sku color colour hex tax sort ' +
    'swift bank routing iata airport currency language state region dress building morse qr bar short vat hs tariff reason approval ' +
    'reservation booking reference tracking order customer client vendor merchant class course machine studio referral campaign review wifi wi-fi genetic',
  fr: 'postal barres erreur pays reservation suivi fiscal client commande parrainage reference article source',
  es: 'postal error pais reserva seguimiento barras referencia fiscal pedido fuente cliente',
  it: 'postale errore paese prenotazione tracciamento fiscale barre cliente ordine sorgente',
  pt: 'postal erro pais reserva rastreamento rastreio barras referencia pedido fonte cliente',
  pl: 'pocztowy bledu kraju kreskowy rezerwacji sledzenia zamowienia',
  tr: 'posta hata ulke rezervasyon takip siparis',
  ru: 'почтов* ошибк* страны бронирован* отслеживан* заказа',
  uk: 'поштов* помилк* країни бронюван* відстежен* замовлення',
  ar: 'البريدي بريدي الخطأ الطلب الحجز',
  he: 'מיקוד המיקוד שגיאה הזמנה ההזמנה',
}

/** Speak of coupons: then a noun in the same line is one of a coupon, unless it says what else it is for. */
const COUPON: Words = {
  en: 'promo promotional promotion coupon coupons discount discounts voucher vouchers gift giftcard checkout savings sale off cashback redeem',
  fr: 'promo promotionnel promotion reduction remise cadeau avantage',
  de: 'gutschein* rabatt* aktionscode geschenk* einlosen',
  es: 'promo promocional promocion descuento cupon regalo',
  it: 'promo promozionale sconto buono coupon regalo',
  pt: 'promo promocional promocao desconto cupom presente',
  nl: 'korting* kortingscode actiecode cadeau* cadeaubon tegoedbon',
  pl: 'rabatowy rabat rabatu promocyjny znizk* kupon*',
  sv: 'rabatt* rabattkod kampanjkod presentkort erbjudande*',
  da: 'rabat* tilbud*',
  tr: 'indirim* kupon* promosyon hediye',
  ru: 'скидк* скидок промокод* купон* акци* подарок подарочн*',
  uk: 'знижк* знижок промокод* купон* подарунк*',
  ar: 'خصم الخصم قسيمة القسيمة كوبون الترويجي هدية',
  he: 'הנחה הנחות קופון מתנה מבצע',
}

/** Name other numbers, when such a number follows them directly. */
const OTHER: Words = {
  en:
    'order orders invoice invoices receipt ticket case reference ref booking reservation itinerary flight tracking shipment parcel package customer ' +
    'client account acct policy contract member membership serial model sku phone telephone tel mobile cell call fax whatsapp ext extension ' +
    'postcode zip suite ste apt apartment room gate seat floor box street road vat iban bic ending ends card visa mastercard amex copyright since ' +
    'founded established year version build release ver transaction payment amount total subtotal price balance sum paid usd eur gbp chf cad aud inr ' +
    'rs port rfc issue pull pr bug commit section page chapter article line isbn meeting conference webinar dial text id uid abn siret reg registration ' +
    'company license licence permit patent jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov ' +
    'november dec december',
  fr:
    'commande facture recu dossier reference telephone tel fax compte client contrat colis suivi vol depuis annee montant total siret siren tva carte ' +
    'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  de:
    'bestellung bestellnummer auftrag auftragsnummer rechnung rechnungsnummer kundennummer kunde vorgang vorgangsnummer ticketnummer sendung ' +
    'sendungsnummer vertragsnummer telefon telefonnummer tel fax plz postfach hrb ust-idnr steuernummer konto kontonummer betrag summe gesamt endet seit ' +
    'januar februar marz april juni juli august september oktober november dezember',
  es:
    'pedido factura recibo referencia telefono tel cuenta cliente envio seguimiento reserva importe total desde tarjeta termina terminada enero febrero ' +
    'marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  it:
    'ordine fattura ricevuta riferimento telefono tel conto cliente spedizione prenotazione importo totale cap carta gennaio febbraio marzo aprile maggio ' +
    'giugno luglio agosto settembre ottobre novembre dicembre',
  pt:
    'pedido encomenda fatura recibo referencia telefone tel conta cliente reserva valor total cep cnpj nif cartao janeiro fevereiro marco abril maio junho ' +
    'julho agosto setembro outubro novembro dezembro',
  nl:
    'bestelling bestelnummer factuur factuurnummer ordernummer klantnummer klant telefoon tel rekening bedrag totaal kvk btw zending januari februari maart ' +
    'mei juni juli augustus oktober',
  pl:
    'zamowienie zamowienia faktura faktury numer nr tel telefon klient przesylka przesylki kwota suma nip regon krs rezerwacja karta karty ' +
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  sv:
    'order ordernummer bestallning faktura fakturanummer kundnummer kund telefon tel belopp summa totalt arende arendenummer kvitto orgnr ' +
    'januari februari mars maj juni juli augusti oktober',
  da: 'ordre ordrenummer faktura fakturanummer kundenummer telefon tlf belob total cvr',
  tr:
    'siparis siparisiniz fatura telefon tel musteri hesap kargo takip tutar toplam rezervasyon kart ocak subat nisan mayis haziran temmuz agustos eylul ekim ' +
    'kasim aralik',
  ru:
    'заказ заказа счет счета чек телефон тел клиент клиента договор договора накладная сумма итого карта карты карте бронь инн огрн версия январ* феврал* марта ' +
    'апрел* мая июн* июл* август* сентябр* октябр* ноябр* декабр*',
  uk:
    'замовлення рахунок рахунку чек телефон тел клієнт договір сума разом картка картки версія січня лютого березня квітня травня червня липня серпня вересня ' +
    'жовтня листопада грудня',
  ar: 'الطلب طلب طلبك الفاتورة فاتورة هاتف الهاتف المبلغ الحساب بطاقة الشحنة الحجز',
  he: 'הזמנה הזמנתך ההזמנה חשבונית טלפון סכום חשבון כרטיס משלוח לקוח',
}

/** Say in a subject that the message is about something bought, booked or sent, and so about numbers of such things. */
const BUSINESS: Words = {
  en:
    'order orders ordered invoice invoices receipt receipts booking reservation itinerary flight shipment shipped shipping delivery delivered payment purchase ' +
    'refund ticket tickets tracking statement billing',
  fr: 'commande facture recu reservation livraison paiement achat colis billet',
  de: 'bestellung bestell* rechnung rechnungs* quittung buchung buchungs* lieferung versand versendet zahlung zahlungs* sendung',
  es: 'pedido factura recibo reserva envio pago compra',
  it: 'ordine fattura ricevuta prenotazione spedizione pagamento acquisto',
  pt: 'pedido encomenda fatura recibo reserva envio pagamento compra',
  nl: 'bestelling factuur boeking verzending verzonden betaling reservering',
  pl: 'zamowieni* faktur* rezerwacj* platnos* przesylk*',
  sv: 'order bestallning kvitto faktura bokning leverans betalning',
  da: 'ordre faktura kvittering booking levering betaling',
  tr: 'siparis* fatura* rezervasyon* odeme* kargo*',
  ru: 'заказ заказа счет чек бронировани* оплат* доставк* квитанци*',
  uk: 'замовленн* рахунок чек бронюванн* оплат* доставк* квитанці*',
  ar: 'طلبك الطلب فاتورة الفاتورة حجز الحجز الدفع الشحنة',
  he: 'הזמנה הזמנתך ההזמנה חשבונית קבלה תשלום משלוח',
}

/** Stand behind numbers that count or measure. */
const UNIT: Words = {
  en:
    'minute minutes min mins hour hours hr hrs day days sec secs second seconds week weeks month months year years people person users user ' +
    'members followers subscribers items item points pts miles mile km kg lb lbs mb gb tb kb px words characters times percent employees customers ' +
    'stars reviews votes comments likes views downloads usd eur gbp chf cad aud jpy inr kr dollars euros pounds street st road avenue ave',
  fr: 'minutes heure heures jour jours secondes semaines mois ans ans personnes euros points',
  de: 'minuten stunde stunden tage tagen sekunden wochen uhr euro punkte personen jahre mitglieder',
  es: 'minutos hora horas dia dias segundos semanas meses anos personas euros puntos',
  it: 'minuti ora ore giorno giorni secondi settimane mesi anni persone punti',
  pt: 'minutos hora horas dia dias segundos semanas meses anos pessoas reais pontos',
  nl: 'minuten uur uren dagen seconden weken punten',
  pl: 'minut minuty godzin godziny dni sekund zl pln osob punktow',
  sv: 'minuter timmar timme dagar sekunder veckor kronor poang',
  tr: 'dakika saat gun saniye hafta tl lira puan kisi',
  ru: 'минут* час часа часов дней дня секунд* руб рублей баллов человек лет года год',
  uk: 'хвилин* годин* днів секунд* грн гривень балів осіб років року рік',
  ar: 'دقيقة دقائق ساعة ساعات يوم أيام ثانية ريال درهم',
  he: 'דקות שעות ימים שניות שקלים',
}

/** The words that are looked up one by one, by what they do. */
export const WORDS = {
  sure: SURE,
  noun: NOUN,
  verify: VERIFY,
  purpose: PURPOSE,
  spare: SPARE,
  qualifier: QUALIFIER,
  coupon: COUPON,
  other: OTHER,
  business: BUSINESS,
  unit: UNIT,
} as const satisfies Record<string, Words>

/** Words of languages that do not part them. */
export const UNPARTED_WORDS = {
  sure:
    '验证码 驗證碼 校验码 校驗碼 动态码 動態碼 动态密码 動態密碼 確認碼 确认码 安全码 登录码 激活码 一次性密码 一次性密碼 認証コード 確認コード ' +
    '検証コード 認証番号 確認番号 確認用コード セキュリティコード ログインコード ワンタイムパスワード ワンタイムコード ワンタイムパスコード パスコード 認証キー ' +
    '인증번호 인증코드 확인코드 보안코드 일회용',
  noun: '密码 密碼 口令 コード パスワード 暗証番号 코드 비밀번호 암호',
  spare: '备用 備用 备份 備份 恢复 恢復 バックアップ 復旧 リカバリー 백업 복구',
  purpose: '验证 驗證 认证 認證 認証 確認 ログイン 인증 확인 로그인 보안',
  other:
    '订单号 訂單編號 订单编号 订单 訂單 优惠码 優惠碼 优惠券 優惠券 折扣码 折扣碼 兑换码 邮编 郵遞區號 邮政编码 电话 電話 手机号 快递单号 运单号 编号 編號 源代码 注文番号 ' +
    '郵便番号 お問い合わせ番号 伝票番号 追跡番号 会員番号 顧客番号 予約番号 クーポンコード プロモーションコード 割引コード バーコード エラーコード QRコード 商品コード ' +
    'ソースコード クーポン 주문번호 주문 우편번호 전화번호 전화 송장번호 운송장 쿠폰 할인 고객번호 고객센터 사업자등록번호 오류코드 바코드',
  business: '注文 領収書 予約 請求書 发货 订单 訂單 发票 發票 预订 주문 영수증 예약 결제 배송',
} as const

/** Ends of words that name a code: `Bestätigungscode`, `verifieringskod`. */
export const NOUN_ENDINGS =
  'code codes kod koden kode koodi koodisi kodu passwort kennwort wachtwoord losenord passord'

/** What stands before such an end in words that name none, or another. */
export const OTHER_BEGINNINGS =
  'de en trans op uni hard geo gen no byte post bar bars strich qr fehler fel fejl fout error quell kilde kall land lander lands landen farb waehrungs ' +
  'wahrungs artikel produkt product buchungs boekings reservierungs reserverings varaus boknings sporings bestell order kunden kund klant booking zip pos short ' +
  'barre streck ean'
