/** A mail as services send them, and the codes that are to be found in it, the likeliest first. */
export interface CodeMail {
  readonly about: string
  readonly subject: string
  readonly text?: string
  readonly html?: string
  readonly codes: readonly string[]
}

/** Mails that hold codes, by language. */
export const MAILS_WITH_CODES: readonly CodeMail[] = [
  // English
  {
    about: 'en: in the subject',
    subject: '482910 is your code',
    text: 'Enter it to continue.',
    codes: ['482910'],
  },
  {
    about: 'en: alone on its line',
    subject: 'Verify your email',
    text: 'Hi Anna,\n\nYour verification code is:\n\n    482910\n\nIt expires in 10 minutes.\n\n© 2026 App Ltd, 1200 Main Street, Denver, CO 80202',
    codes: ['482910'],
  },
  {
    about: 'en: two groups of three',
    subject: 'Sign in to App',
    text: 'Your one-time passcode is 481 920. Never share it.',
    codes: ['481920'],
  },
  { about: 'en: a hyphen between', subject: 'Login', text: 'Your login code: 481-920', codes: ['481920'] },
  {
    about: 'en: eight digits',
    subject: 'OTP',
    text: 'OTP 4819 2056 is valid for 5 minutes',
    codes: ['48192056'],
  },
  { about: 'en: four digits', subject: 'Your PIN', text: 'PIN: 0042', codes: ['0042'] },
  { about: 'en: a PIN like a year', subject: 'Hello', text: 'Your PIN is 1998.', codes: ['1998'] },
  { about: 'en: ten digits', subject: 'Backup', text: 'Recovery code: 4819205617', codes: ['4819205617'] },
  {
    about: 'en: with a prefix that is not typed',
    subject: 'G-481920 is your verification code',
    text: 'G-481920 is your Gadget verification code.',
    codes: ['481920'],
  },
  {
    about: 'en: letters and digits in one word',
    subject: 'Your account: access from a new computer',
    html: '<p>Here is the guard code you need to log in to account anna:</p><h1>G3H1Y2</h1><p>If this was not you, change your password.</p>',
    codes: ['G3H1Y2'],
  },
  {
    about: 'en: letters and digits in groups',
    subject: 'Confirmation code: XNV-5QS',
    text: "Enter this confirmation code where you began signing up:\n\nXNV-5QS\n\nQuestions? We're here.",
    codes: ['XNV5QS'],
  },
  {
    about: 'en: letters that happen to hold no digit',
    subject: 'Confirm your address',
    text: 'Your confirmation code is:\n\nBXQ-KTW\n',
    codes: ['BXQKTW'],
  },
  {
    about: 'en: small letters',
    subject: 'Device login',
    text: 'Your security code: a7f29c',
    codes: ['a7f29c'],
  },
  {
    about: 'en: a temporary password',
    subject: 'Your new account',
    text: 'User: anna\nTemporary password: Xk29fQpa\n',
    codes: ['Xk29fQpa'],
  },
  {
    about: 'en: one digit in each cell',
    subject: 'Your code',
    html: '<p>Use this code to verify your account</p><table><tr><td>4</td><td>8</td><td>1</td><td>9</td><td>2</td><td>0</td></tr></table><p>Ends in 15 minutes</p>',
    codes: ['481920'],
  },
  {
    about: 'en: one digit in each block',
    subject: 'Sign-in',
    html: '<p>Your sign-in code</p><div><div style="display:inline-block"><p>4</p></div><div>8</div><div>1</div><div>9</div><div>2</div><div>0</div></div>',
    codes: ['481920'],
  },
  {
    about: 'en: one digit in each span',
    subject: 'Sign-in',
    html: '<p>Your sign-in code is</p><p><span>4</span> <span>8</span> <span>1</span> <span>9</span>\n<span>2</span> <span>0</span></p>',
    codes: ['481920'],
  },
  {
    about: 'en: beside an order number',
    subject: 'Delivery',
    text: 'Your delivery code for order 48213 is 7391. Show it to the driver.',
    codes: ['7391'],
  },
  {
    about: 'en: before what it is for',
    subject: 'Almost there',
    text: 'Enter 481920 to verify your email. The request came from Firefox 128 on 2026-11-21 at 20:46.',
    codes: ['481920'],
  },
  {
    about: 'en: wrapped in the middle of a sentence',
    subject: 'Hello',
    text: 'Someone asked to sign in to your account at App. The verification code\nis 481920. If it was not you, ignore this.',
    codes: ['481920'],
  },
  {
    about: 'en: named by the subject only',
    subject: 'Your verification code',
    html: '<style>.a{color:#123456}</style><p>Hi Anna,</p><p><b>481920</b></p><p>Thanks, the team</p>',
    codes: ['481920'],
  },
  {
    about: 'en: named by the subject only, in a sentence',
    subject: 'Your verification code',
    text: 'Hi Anna, please enter 481920 in the app.',
    codes: ['481920'],
  },
  {
    about: 'en: several, one below the other',
    subject: 'Backup',
    text: 'Your backup codes:\n\n1843 2276\n5530 9172\n8801 6543\n\nEach works once.',
    codes: ['18432276', '55309172', '88016543'],
  },
  {
    about: 'en: two in one mail',
    subject: 'New device',
    text: 'Your verification code: 481920\nYour recovery PIN: 7731',
    codes: ['481920', '7731'],
  },
  {
    about: 'en: in a cell beside its name',
    subject: 'Access',
    html: '<table><tr><th>Username</th><td>anna</td></tr><tr><th>Passcode</th><td><code>481920</code></td></tr><tr><th>Room</th><td>1207</td></tr></table>',
    codes: ['481920'],
  },
  {
    about: 'en: emphasised in plain text',
    subject: 'Login',
    text: 'Use *481920* as your login code. Text HELP to 72345 for help.',
    codes: ['481920'],
  },
  {
    about: 'en: with a link that holds another number',
    subject: 'Sign in',
    text: 'Your code is 481920, or open https://app.test/login?code=771234&t=99887766',
    codes: ['481920'],
  },
  {
    about: 'en: for a payment',
    subject: 'Payment approval',
    text: 'OTP 481920 for your payment of USD 1,299.00 with card ending 4242 at SHOP. Valid for 300 seconds.',
    codes: ['481920'],
  },
  // French
  {
    about: 'fr: in a sentence',
    subject: 'Votre code de vérification',
    text: 'Bonjour,\n\nVotre code de vérification est 481920. Il est valable 10 minutes.\n\n75002 Paris',
    codes: ['481920'],
  },
  {
    about: 'fr: alone',
    subject: 'Connexion',
    html: '<p>Voici votre code de sécurité&nbsp;:</p><p style="font-size:32px">481&nbsp;920</p><p>SAS au capital de 10 000 €, RCS Paris 812 345 678</p>',
    codes: ['481920'],
  },
  // German
  {
    about: 'de: a compound',
    subject: 'Ihr Bestätigungscode',
    text: 'Guten Tag,\n\nIhr Bestätigungscode lautet 481920.\n\nApp GmbH, 10115 Berlin, HRB 123456, Tel. 030 1234567',
    codes: ['481920'],
  },
  {
    about: 'de: a TAN',
    subject: 'Überweisung',
    text: 'Die TAN für Ihre Überweisung über 1.250,00 EUR lautet: 739104',
    codes: ['739104'],
  },
  {
    about: 'de: before the word',
    subject: 'Anmeldung',
    text: '481920 ist dein Anmeldecode für App.',
    codes: ['481920'],
  },
  {
    about: 'de: a password for once',
    subject: 'Zugang',
    text: 'Einmalpasswort:\n4819-2056\n',
    codes: ['48192056'],
  },
  // Spanish
  {
    about: 'es: in a sentence',
    subject: 'Tu código de verificación',
    text: 'Tu código de verificación es 481920. Caduca en 15 minutos. Pedido 2209931.',
    codes: ['481920'],
  },
  { about: 'es: a key', subject: 'Acceso', text: 'Clave de acceso temporal: 48192', codes: ['48192'] },
  // Italian
  {
    about: 'it: in a sentence',
    subject: 'Accesso',
    text: 'Il codice di sicurezza è 481920, valido per 5 minuti.',
    codes: ['481920'],
  },
  {
    about: 'it: alone',
    subject: 'Conferma la tua e-mail',
    html: '<p>Inserisci questo codice per confermare il tuo indirizzo:</p><td>481920</td><p>P.IVA 01234567890 - 20121 Milano</p>',
    codes: ['481920'],
  },
  // Portuguese
  {
    about: 'pt: in a sentence',
    subject: 'Entrar',
    text: 'Seu código de acesso é 481920. Não compartilhe.',
    codes: ['481920'],
  },
  {
    about: 'pt: a password',
    subject: 'Senha',
    text: 'Use a senha temporária 739104 para entrar.',
    codes: ['739104'],
  },
  // Dutch
  {
    about: 'nl: a compound',
    subject: 'Inloggen',
    text: 'Je verificatiecode is: 481920\nKvK 12345678, 1012 AB Amsterdam',
    codes: ['481920'],
  },
  {
    about: 'nl: before the word',
    subject: '481920 is je inlogcode',
    text: 'Vul hem in op de site.',
    codes: ['481920'],
  },
  // Polish
  {
    about: 'pl: in a sentence',
    subject: 'Logowanie',
    text: 'Twój kod weryfikacyjny to: 481920. Ważny 10 minut.',
    codes: ['481920'],
  },
  {
    about: 'pl: with what it is for',
    subject: 'Kod',
    text: 'Użyj kodu 481920, aby potwierdzić adres e-mail.\nul. Długa 15, 00-238 Warszawa, tel. 600 123 456',
    codes: ['481920'],
  },
  // Swedish, Danish, Norwegian, Finnish
  {
    about: 'sv: a compound',
    subject: 'Inloggning',
    text: 'Din engångskod är 481920. Org.nr 556677-8899',
    codes: ['481920'],
  },
  { about: 'da: a compound', subject: 'Log ind', text: 'Din bekræftelseskode er 481920.', codes: ['481920'] },
  { about: 'no: a compound', subject: 'Innlogging', text: 'Sikkerhetskode: 481920', codes: ['481920'] },
  { about: 'fi: a compound', subject: 'Kirjautuminen', text: 'Vahvistuskoodi: 481920', codes: ['481920'] },
  // Turkish
  {
    about: 'tr: in a sentence',
    subject: 'Giriş',
    text: 'Doğrulama kodunuz: 481920. Kod 3 dakika geçerlidir.',
    codes: ['481920'],
  },
  {
    about: 'tr: with an ending',
    subject: 'DOĞRULAMA',
    text: 'Tek kullanımlık şifreniz 481920’dir.',
    codes: ['481920'],
  },
  // Russian, Ukrainian
  {
    about: 'ru: in a sentence',
    subject: 'Вход',
    text: 'Ваш код подтверждения: 481920. Никому его не сообщайте. Заказ № 773311',
    codes: ['481920'],
  },
  {
    about: 'ru: before the word',
    subject: '481920 — код для входа',
    text: 'Код действует 5 минут.',
    codes: ['481920'],
  },
  { about: 'uk: in a sentence', subject: 'Вхід', text: 'Ваш одноразовий пароль: 739104', codes: ['739104'] },
  {
    about: 'uk: alone',
    subject: 'Код підтвердження',
    html: '<div>Введіть цей код:</div><div>481 920</div>',
    codes: ['481920'],
  },
  // Japanese, Chinese, Korean
  {
    about: 'ja: alone',
    subject: '【アプリ】認証コードのお知らせ',
    text: '認証コード：481920\n\n有効期限は10分です。\n〒150-0001 東京都渋谷区',
    codes: ['481920'],
  },
  {
    about: 'ja: in a sentence',
    subject: 'ログイン',
    text: 'ワンタイムパスワードは ４８１９２０ です。2026年11月21日 20時46分',
    codes: ['481920'],
  },
  {
    about: 'zh: in a sentence',
    subject: '登录',
    text: '【应用】您的验证码是481920，5分钟内有效，请勿泄露。客服电话 400-820-8820',
    codes: ['481920'],
  },
  {
    about: 'zh: traditional, alone',
    subject: '驗證碼',
    html: '<p>您的驗證碼為：</p><p>481920</p><p>訂單編號 20261121</p>',
    codes: ['481920'],
  },
  {
    about: 'ko: in brackets',
    subject: '인증번호',
    text: '[앱] 인증번호 [481920]를 입력해 주세요.',
    codes: ['481920'],
  },
  {
    about: 'ko: two words',
    subject: '로그인',
    text: '로그인 인증 코드: 481920\n고객센터 1588-1234',
    codes: ['481920'],
  },
  // Arabic, Hebrew
  {
    about: 'ar: in a sentence',
    subject: 'رمز التحقق',
    text: 'رمز التحقق الخاص بك هو 481920. صالح لمدة 10 دقائق.',
    codes: ['481920'],
  },
  { about: 'ar: its own digits', subject: 'تسجيل الدخول', text: 'رمز الدخول: ٤٨١٩٢٠', codes: ['481920'] },
  {
    about: 'he: in a sentence',
    subject: 'כניסה',
    text: 'קוד האימות שלך הוא 481920. הקוד בתוקף ל-10 דקות.',
    codes: ['481920'],
  },
  {
    about: 'he: alone',
    subject: 'קוד חד-פעמי',
    html: '<div dir="rtl">הקוד שלך:</div><div>\u200f481920\u200f</div>',
    codes: ['481920'],
  },
]

/** Mails that hold numbers of every other kind, many of them near words that codes have too. */
export const MAILS_WITHOUT_CODES: readonly CodeMail[] = [
  {
    about: 'a plain note',
    subject: 'Lunch',
    text: 'At 12:30 in room 1207? Call me: 030 1234567.',
    codes: [],
  },
  {
    about: 'a receipt',
    subject: 'Your receipt from App #2209-4417',
    text: 'Invoice number 482910\nAmount paid $1,250.00\nDate paid Nov 21, 2026\nVisa - 4242\nAuthorization code: 048213\nTotal 125000\nQuestions? Call 1-800-555-0199.',
    codes: [],
  },
  {
    about: 'a confirmed order',
    subject: 'Order confirmation 48291034',
    text: 'Thank you for your order.\nOrder number: 48291034\nTracking code: 1Z999AA1\nConfirmation number: 773311\nShip to: Anna, 1200 Main Street, Denver, CO 80202\nZIP code: 80202',
    codes: [],
  },
  {
    about: 'a booking',
    subject: 'Your reservation is confirmed',
    text: 'Confirmation code\nHMXK2P4QRS\nCheck-in 2026-11-21 after 1500\nBooking reference: K7XQ2P',
    codes: [],
  },
  {
    about: 'a coupon',
    subject: '20% off everything',
    text: 'Use code SAVE20 at checkout.\nDiscount code: 739104\nPromo code\nWINTER2026\nEnds 12/31.',
    codes: [],
  },
  {
    about: 'a coupon in HTML',
    subject: 'A gift for you',
    html: '<p>Your voucher code:</p><h1>AB12CD34</h1><p>Redeem it in store 4711.</p>',
    codes: [],
  },
  {
    about: 'a newsletter about programming',
    subject: 'Weekly code review',
    text: 'We shipped version 2.0.1234 with 15000 lines of code.\nThe code of 2024 was 1500 lines shorter.\nRFC 5322 and port 1025 explained.\nCVE-2026-12345 fixed, see issue 48213.\nPassword managers in 2026: 10 tips\n© 2026 Weekly, Suite 1400, San Francisco, CA 94105',
    codes: [],
  },
  {
    about: 'style sheets and colours',
    subject: 'Hello',
    html: '<style>.code{color:#123456;width:600px}</style><p style="color:#482910">Our security code of conduct has 1234 words. Colour code: #482910</p>',
    codes: [],
  },
  {
    about: 'numbers in addresses',
    subject: 'Confirm your e-mail address',
    text: 'Confirm: https://app.test/verify/code/482910?code=739104\nor www.app.test/code/482910\nUnsubscribe: https://app.test/u/4829104417',
    html: '<p>Verify your account</p><a href="https://app.test/code/482910">Verify</a><img src="https://app.test/482910.gif" alt="">',
    codes: [],
  },
  {
    about: 'a reset by link alone',
    subject: 'Reset your password',
    text: 'We got a request to reset the password of account 4829104. The link works for 24 hours, until 2026-11-22.\nTicket #48213\n',
    codes: [],
  },
  {
    about: 'errors',
    subject: 'Build failed',
    text: 'Exit code 1234, error code: 48213, status code 5000, response code: 4040.',
    codes: [],
  },
  {
    about: 'codes of places',
    subject: 'Moving',
    text: 'Postal code: 10115, area code 4155, country code 0049, sort code 40-47-84, zip code 80202-1234.',
    codes: [],
  },
  {
    about: 'dates and times',
    subject: 'Security notice',
    text: 'Your password was changed on 20261121 at 2046 hours.\nSign-in: 21.11.2026 20:46:30, 2026-11-21T20:46:30Z',
    codes: [],
  },
  {
    about: 'an amount',
    subject: 'Security deposit',
    text: 'Access fee: 482910 EUR, pin money 1234 kr, code of $4829, token price 4829 USD.',
    codes: [],
  },
  {
    about: 'telephone numbers',
    subject: 'Verify by phone',
    text: 'To verify, call +49 30 482910, (415) 555-2671, 0800 123 456 or tel: 48291034.',
    codes: [],
  },
  {
    about: 'a card',
    subject: 'Card security',
    text: 'Your card ending in 4242 was used. Card: **** **** **** 4242. PIN changed.',
    codes: [],
  },
  {
    about: 'a warning about codes',
    subject: 'Never share your code',
    text: 'We will never ask for your verification code or password. Report fraud to 7726 or 1-800-555-0199.',
    codes: [],
  },
  {
    about: 'a vote from 0 to 10',
    subject: 'Rate our verification code service',
    html: '<p>How was the verification?</p><table><tr><td>0</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td><td>8</td><td>9</td></tr></table>',
    codes: [],
  },
  {
    about: 'a calendar',
    subject: 'Access hours',
    text: 'Mo Tu We Th Fr Sa Su\n1 2 3 4 5 6 7\n8 9 10 11 12 13 14',
    codes: [],
  },
  {
    about: 'a statement',
    subject: 'Your statement',
    text: 'Account number 4829104417\nPIN last changed 2019\nBalance 12 450.00\nSort code 404784',
    codes: [],
  },
  {
    about: 'identifiers',
    subject: 'Token created',
    text: 'Token 550e8400-e29b-41d4-a716-446655440000 was created. Serial number 48291034. SHA256, UTF-8, OAUTH2.',
    codes: [],
  },
  {
    about: 'counts',
    subject: 'Your password report',
    text: '15000 passwords were leaked. Codes: 2500 users, 1440 minutes, 3000 points.',
    codes: [],
  },
  {
    about: 'de: an invoice',
    subject: 'Ihre Rechnung 4829104',
    text: 'Rechnungsnummer: 4829104\nKundennummer 739104\nGutscheincode: WINTER26\nPLZ 10115 Berlin\nIBAN DE02 1203 0000 0000 2020 51\nBetrag 1.250,00 EUR',
    codes: [],
  },
  {
    about: 'fr: an order',
    subject: 'Votre commande 4829104',
    text: 'Numéro de commande : 4829104\nCode postal : 75002\nCode promo : NOEL2026\nCode de réduction BIENVENUE10\nTél. 01 23 45 67 89',
    codes: [],
  },
  {
    about: 'es: an order',
    subject: 'Tu pedido',
    text: 'Pedido 4829104. Código postal: 28013. Código de descuento: VERANO25. Total: 1250 euros. Teléfono 912 345 678.',
    codes: [],
  },
  {
    about: 'it: a receipt',
    subject: 'La tua ricevuta',
    text: 'Ordine 4829104\nCodice fiscale RSSMRA80\nCodice postale 20121\nCodice sconto: ESTATE25',
    codes: [],
  },
  {
    about: 'pt: an order',
    subject: 'Seu pedido',
    text: 'Pedido nº 4829104. Código de rastreio: BR123456. CEP 01310 100. Cupom: OFERTA10',
    codes: [],
  },
  {
    about: 'nl: an order',
    subject: 'Je bestelling',
    text: 'Bestelnummer 4829104, kortingscode: ZOMER25, postcode 1012 AB',
    codes: [],
  },
  {
    about: 'pl: an invoice',
    subject: 'Faktura',
    text: 'Numer zamówienia: 4829104\nKod pocztowy: 00-238\nKod rabatowy: LATO25\nNIP 5260001246\nKwota: 1250 zł',
    codes: [],
  },
  {
    about: 'sv: a receipt',
    subject: 'Kvitto',
    text: 'Ordernummer 4829104, rabattkod SOMMAR25, postnummer 11122, belopp 1250 kronor',
    codes: [],
  },
  {
    about: 'tr: an order',
    subject: 'Siparişiniz',
    text: 'Sipariş numarası: 4829104. İndirim kodu: YAZ25. Posta kodu: 34000. Tutar 1250 TL',
    codes: [],
  },
  {
    about: 'ru: an order',
    subject: 'Заказ оформлен',
    text: 'Заказ 4829104. Промокод: LETO2026. Почтовый код 101000. Сумма 1250 руб. Тел. 8 800 555 35 35',
    codes: [],
  },
  {
    about: 'uk: an order',
    subject: 'Замовлення прийнято',
    text: 'Замовлення 4829104. Поштовий код 01001. Сума 1250 грн.',
    codes: [],
  },
  {
    about: 'ja: an order',
    subject: 'ご注文の確認',
    text: '注文番号：48291034\n郵便番号 1500001\nクーポンコード：482910\n合計 12500円\n2026年11月21日',
    codes: [],
  },
  {
    about: 'zh: an order',
    subject: '订单已发货',
    text: '订单号：48291034\n优惠码：482910\n邮编 200000\n共 12500 元',
    codes: [],
  },
  {
    about: 'ko: an order',
    subject: '주문 확인',
    text: '주문번호: 48291034\n쿠폰 코드: 482910\n우편번호 04524\n12500원',
    codes: [],
  },
  {
    about: 'ar: an order',
    subject: 'طلبك',
    text: 'رقم الطلب 4829104\nالرمز البريدي 11564\nكود الخصم 4829\nالمبلغ 1250 ريال',
    codes: [],
  },
  {
    about: 'he: an order',
    subject: 'הזמנתך התקבלה',
    text: 'מספר הזמנה 4829104\nקוד הנחה 4829\nסכום 1250 שקלים\nמיקוד 6100000',
    codes: [],
  },
]
