/** What a link can be for. */
export type LinkKind = 'confirm' | 'reset' | 'unsubscribe' | 'other'

interface LinkWords {
  /**
   * What its text says, by language. Words are compared without case and accents, from where a word begins; all of the
   * words that `+` joins have to be there, in whatever order.
   */
  readonly text: Readonly<Record<string, string>>
  /** Words of which its address is made, parted by what is no letter. */
  readonly address: string
}

/** The kinds in the order in which they are tried: the link to confirm that one leaves is one to leave. */
export const LINK_WORDS: readonly (readonly [kind: LinkKind, words: LinkWords])[] = [
  [
    'unsubscribe',
    {
      text: {
        en: 'unsubscribe, opt out, opt-out, stop receiving, stop these emails, leave this list',
        fr: 'desabonn, desinscri, desinscription, ne plus recevoir',
        de: 'abmelden, abbestell, austragen, newsletter+abmeld',
        es: 'darse de baja, darme de baja, date de baja, dar de baja, cancelar+suscripcion, anular+suscripcion',
        it: 'disiscri, cancella+iscrizione, annulla+iscrizione, cancellati',
        pt: 'cancelar+inscricao, cancelar+subscricao, cancelar+assinatura, descadastr, remover+subscricao',
        nl: 'afmelden, uitschrijven, meld je af, meld u af',
        pl: 'wypisz, rezygnuj, zrezygnuj, anuluj+subskrypcj, wypisac',
        sv: 'avregistrera, avprenumerera, avanmal, avsluta+prenumeration',
        da: 'afmeld, frameld',
        no: 'meld deg av, avmeld',
        tr: 'abonelikten, aboneligi+iptal, listeden cik, uyelikten cik',
        ru: 'отписа, отказаться+рассылк, отменить подписк',
        uk: 'відписа, скасувати+підписк, відмовитися+розсилк',
        ja: '配信停止, 購読解除, 登録解除, 配信を停止, 購読を解除, 退会',
        zh: '退订, 退訂, 取消订阅, 取消訂閱',
        ko: '수신거부, 수신 거부, 구독 취소, 구독취소, 구독 해지, 구독해지',
        ar: 'إلغاء+الاشتراك, الغاء+الاشتراك, إلغاء+اشتراك',
        he: 'הסרה מרשימ, הסר מרשימ, ביטול+הרשמה, ביטול+מינוי, להסרה',
      },
      address: 'unsubscribe, unsub, optout, opt-out, abmelden, desabonnement, desinscription',
    },
  ],
  [
    'reset',
    {
      text: {
        en: 'reset+password, resetting+password, change+password, new password, forgot+password, recover+account, recover+password, set+password, choose+password, create+password, reset+passcode, reset it, reset now',
        fr: 'reinitialis, nouveau mot de passe, changer+mot de passe, modifier+mot de passe, choisir+mot de passe',
        de: 'passwort+zuruck, passwort+andern, kennwort+zuruck, kennwort+andern, neues passwort, neues kennwort',
        es: 'restablecer, restablece, restaurar+contrasena, cambiar+contrasena, nueva contrasena, recuperar+contrasena',
        it: 'reimposta, ripristina+password, cambia+password, nuova password, recupera+password',
        pt: 'redefinir, redefina, repor+palavra-passe, alterar+senha, nova senha, recuperar+senha, trocar+senha',
        nl: 'wachtwoord+herstel, wachtwoord+opnieuw, wachtwoord+wijzig, nieuw wachtwoord, wachtwoord+reset',
        pl: 'zresetuj, resetuj, zmien+haslo, nowe haslo, odzyskaj+haslo, ustaw+haslo',
        sv: 'aterstall, byt+losenord, nytt losenord, valj+losenord',
        da: 'nulstil, skift+adgangskode, ny adgangskode',
        no: 'tilbakestill, nytt passord, bytt+passord',
        tr: 'sifirla, sifre+yenile, sifre+degistir, yeni sifre, parola+yenile, parola+degistir',
        ru: 'сброс, восстанов+парол, смен+парол, измен+парол, новый пароль',
        uk: 'скину, скида+парол, віднов+парол, змін+парол, новий пароль',
        ja: 'パスワード+再設定, パスワード+リセット, パスワード+変更',
        zh: '重置, 重设, 重設, 找回密码, 修改密码, 更改密码, 變更密碼',
        ko: '비밀번호+재설정, 비밀번호+변경, 비밀번호+초기화',
        ar: 'إعادة+تعيين, اعادة+تعيين, تغيير+المرور, استعادة+المرور',
        he: 'איפוס, לאפס, שינוי+סיסמה, סיסמה חדשה',
      },
      address:
        'password reset, reset password, passwordreset, resetpassword, forgot, recover password, password edit, reset, pwreset, passwort zuruecksetzen',
    },
  ],
  [
    'confirm',
    {
      text: {
        en: 'confirm, verify, verifying, activate, validate, verification link, activation link, confirmation link, complete+registration, complete+sign-up, complete+signup, finish+registration',
        fr: 'confirm, verifi, activ, valid',
        de: 'bestatig, verifizier, aktivier, freischalt',
        es: 'confirm, verific, activar, activa, valida',
        it: 'conferma, verific, attiva, convalida',
        pt: 'confirm, verific, ativar, ative, ativa, valid',
        nl: 'bevestig, verifieer, activeer, activeren, verifieren',
        pl: 'potwierdz, zweryfikuj, aktywuj, weryfikuj',
        sv: 'bekrafta, verifiera, aktivera',
        da: 'bekraeft, verificer, aktiver',
        no: 'bekreft, verifiser, aktiver',
        tr: 'onayla, dogrula, etkinlestir, aktiflestir, aktive et',
        ru: 'подтверд, подтвержд, активир, верифиц',
        uk: 'підтверд, активу, верифік',
        ja: '確認する, 確認を完了, 認証する, 認証を完了, 有効化, 登録を完了, メールアドレス+確認, メールアドレス+認証, 本登録',
        zh: '确认, 確認, 验证, 驗證, 激活, 啟用, 启用',
        ko: '인증하기, 확인하기, 이메일+인증, 이메일+확인, 계정+활성화, 활성화',
        ar: 'تأكيد, تاكيد, أكد, تفعيل, التحقق, فعل+حساب',
        he: 'אישור, אשר, אמת, אימות, הפעל+חשבון, הפעלת',
      },
      address:
        'confirm, confirmation, verify, verification, verifyemail, verify-email, activate, activation, validate, confirmemail, doi, optin',
    },
  ],
]

/** Words with which the text of another link begins as one of those above does; they are taken away first. */
export const NOT_LINK_WORDS =
  'active, actively, activity, activities, actividad, actividades, actividade, atividade, atividades, activite, activites, ' +
  'activiteit, activiteiten, aktivitat, aktivitaten, attivita, confirmed, verified, activated, valid, validity, validite, ' +
  'confirmations, order confirmation, booking confirmation, reservation confirmation, bestatigungsseite'
