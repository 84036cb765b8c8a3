import type { Translation } from '../localize.js';

const plurals = new Intl.PluralRules('ar');
const numbers = new Intl.NumberFormat('ar');

/** The forms of a noun that is counted: for one, two, three to ten (`few`), eleven to 99 (`many`), and the rest. */
interface Forms {
  readonly zero?: string;
  readonly one: string;
  readonly two: string;
  /** Behind the number, as the next two. */
  readonly few: string;
  readonly many: string;
  readonly other: string;
}

function counted(count: number, forms: Forms): string {
  const form = plurals.select(count);
  if (form === 'one' || form === 'two') return forms[form];
  return `${numbers.format(count)} ${forms[form] ?? forms.other}`;
}

/** Keeps a name of another script from mixing with the words around it. */
const isolated = (name: string | undefined): string => `\u2068${name ?? ''}\u2069`;

const newMessages = (count: number): string =>
  counted(count, {
    one: 'رسالة جديدة واحدة',
    two: 'رسالتان جديدتان',
    few: 'رسائل جديدة',
    many: 'رسالة جديدة',
    other: 'رسالة جديدة',
  });
const unread = (count: number): string =>
  counted(count, {
    one: 'رسالة واحدة غير مقروءة',
    two: 'رسالتان غير مقروءتين',
    few: 'رسائل غير مقروءة',
    many: 'رسالة غير مقروءة',
    other: 'رسالة غير مقروءة',
  });
const people = (count: number): string =>
  counted(count, { one: 'شخص واحد', two: 'شخصان', few: 'أشخاص', many: 'شخصًا', other: 'شخص' });
const characters = (count: number): string =>
  counted(count, { one: 'حرف واحد', two: 'حرفان', few: 'أحرف', many: 'حرفًا', other: 'حرف' });
const of = (count: number, all: number): string => `${numbers.format(count)} من ${numbers.format(all)}`;

/** What reasons mean, by subcode or code. The English of what is missing stands in the reason itself. */
const REASONS = new Map<unknown, string>([
  ['InvalidCredentials', 'اسم المستخدم أو كلمة المرور غير صحيحة.'],
  ['NotAllowed', 'هذا غير مسموح.'],
  ['ModalityNotSupported', 'لا يمكن للطرف الآخر استخدام الدردشة.'],
  ['NotAcceptable', 'لا يمكن للطرف الآخر استخدام الدردشة.'],
  ['UnsupportedMediaType', 'لا يمكن للطرف الآخر قراءة هذا.'],
  ['LimitExceeded', 'هذا كثير دفعة واحدة، أو طويل جدًا.'],
  ['TooManyApplications', 'لقد سجّلت الدخول على أجهزة كثيرة جدًا.'],
  ['ConversationNotFound', 'لم تعد هذه الدردشة موجودة.'],
  ['Unreachable', 'تعذّر الوصول إلى خادم الدردشة.'],
  ['Ended', 'انتهت الدردشة.'],
  ['Ejected', 'تمت إزالتك من هذه الدردشة.'],
  ['Missed', 'لم ترد في الوقت المناسب.'],
  ['ConnectedElsewhere', 'لقد رددت من جهاز آخر.'],
  ['Canceled', 'تم الإلغاء.'],
  ['Refused', 'لقد رفضت.'],
  ['Dropped', 'انقطع الاتصال بالخادم.'],
  ['ConnectionLost', 'انقطع الاتصال بالخادم.'],
  ['NotAccepted', 'اقبل الدعوة أولًا.'],
  ['AlreadyExists', 'هذا الشخص موجود في الدردشة بالفعل.'],
  ['NotLoaded', 'تعذّر تحميل جزء من هذه الدردشة. تحقق من الاتصال أو أعد تحميل الصفحة.'],
  ['EscalationFailed', 'تعذّرت إضافة الشخص.'],
  ['ServiceFailure', 'تعذّر على الخادم تنفيذ ذلك.'],
  ['BadRequest', 'رفض الخادم ذلك.'],
]);

const arabic: Translation = {
  $code: 'ar',
  $name: 'العربية',
  $dir: 'rtl',

  connecting: 'جارٍ الاتصال…',
  reconnecting: 'انقطع الاتصال. جارٍ إعادة الاتصال…',
  offline: 'أنت غير متصل.',
  notSignedIn: 'لم يتم تسجيل الدخول',
  theServer: 'الخادم',
  signInFailed: 'تعذّر تسجيل الدخول.',
  tryAgain: 'إعادة المحاولة',

  chat: 'دردشة',
  chatWith: names => `دردشة مع ${isolated(names)}`,
  groupChat: 'دردشة جماعية',
  people: count => (count === 1 ? 'أنت فقط' : people(count)),
  inviting: 'جارٍ الاتصال بالطرف الآخر…',
  active: 'متصل',
  ended: 'انتهت الدردشة',
  youLeft: 'لقد غادرت هذه الدردشة.',
  youEnded: 'لقد أنهيت هذه الدردشة.',
  calling: name => `جارٍ الاتصال بـ ${isolated(name)}…`,
  ringing: name => `يرن الآن. بانتظار رد ${isolated(name)}…`,
  joining: 'جارٍ الانضمام…',
  inLobby: 'بانتظار السماح لك بالدخول…',
  alone: 'أنت الوحيد هنا.',
  theGroup: 'المجموعة',
  cancel: 'إلغاء',
  end: 'إنهاء',
  leave: 'مغادرة',
  endChat: 'إنهاء الدردشة',
  leaveChat: 'مغادرة الدردشة',
  startChat: 'بدء الدردشة',
  startAgain: 'البدء من جديد',
  typing: ([first, second, third], count) =>
    third
      ? `${people(count)} يكتبون…`
      : second
        ? `${isolated(first)} و${isolated(second)} يكتبان…`
        : first
          ? `${isolated(first)} يكتب…`
          : '',
  startHint: 'أرسل رسالة لبدء الدردشة.',
  noConversation: 'لا توجد دردشة مفتوحة.',
  waitingForChat: 'تظهر هنا الدردشة التي تقبلها.',
  sayHello: 'لا توجد رسائل بعد. ألقِ التحية.',
  wantsToChat: name => `${isolated(name)} يريد الدردشة معك`,
  invitesToGroup: name => `${isolated(name)} يدعوك إلى دردشة جماعية`,
  accept: 'قبول',
  decline: 'رفض',

  addPerson: 'إضافة شخص',
  notAnAddress: text => `«${isolated(text)}» ليس عنوانًا. اكتبه هكذا: ${isolated('name@example.com')}.`,

  messages: 'الرسائل',
  messagesWith: names => `الرسائل مع ${isolated(names)}`,
  you: 'أنت',
  sending: 'جارٍ الإرسال…',
  sent: 'أُرسلت وحُفظت على الخادم',
  sentShort: 'أُرسلت',
  delivered: 'تم التسليم',
  deliveredTo: (count, all) => `سُلّمت إلى ${of(count, all)}`,
  read: 'مقروءة',
  readBy: (count, all) => (count < all ? `قرأها ${of(count, all)}` : 'قرأها الجميع'),
  undelivered: names => `تعذّر التسليم إلى ${isolated(names)}`,
  notSent: why => `لم تُرسل. ${why}`,
  sendAgain: 'إعادة الإرسال',
  copy: 'نسخ',
  copied: 'تم النسخ',
  newMessages,
  newLine: 'رسائل جديدة',
  toEnd: 'أحدث الرسائل',
  loadOlder: 'تحميل رسائل أقدم',
  loadingOlder: 'جارٍ تحميل رسائل أقدم…',
  olderLoaded: count =>
    `تم تحميل ${counted(count, {
      one: 'رسالة أقدم واحدة',
      two: 'رسالتين أقدم',
      few: 'رسائل أقدم',
      many: 'رسالة أقدم',
      other: 'رسالة أقدم',
    })}`,
  olderNotLoaded: why => `تعذّر تحميل الرسائل الأقدم. ${why}`,
  beginning: 'هنا تبدأ المحادثة.',
  joined: name => `انضم ${isolated(name)}`,
  left: name => `غادر ${isolated(name)}`,
  added: (by, name) => `أضاف ${isolated(by)} ${isolated(name)}`,
  removed: (by, name) => `أزال ${isolated(by)} ${isolated(name)}`,
  leads: name => `أصبح ${isolated(name)} قائدًا للمجموعة`,
  leadsNoMore: name => `لم يعد ${isolated(name)} قائدًا للمجموعة`,
  topicIs: (by, topic) =>
    `${by ? `غيّر ${isolated(by)} الموضوع` : 'تغيّر الموضوع'}${topic ? `: «${isolated(topic)}»` : ''}`,
  says: (name, text) => `${isolated(name)}: ${isolated(text)}`,
  burst: (count, name, text) => `${newMessages(count)}، آخرها من ${isolated(name)}: ${isolated(text)}`,

  message: 'رسالة',
  messageAll: 'رسالة إلى الجميع',
  messageTo: names => `رسالة إلى ${isolated(names)}`,
  send: 'إرسال',
  textStays: 'يبقى نصك هنا.',
  cannotSend: 'لا يمكن الإرسال الآن. يبقى نصك هنا.',
  sentLater: 'أنت غير متصل. ستُرسل الرسائل عند عودة الاتصال.',
  charactersLeft: count => `المتبقي: ${characters(count)}`,
  tooLong: count => `الزيادة: ${characters(count)}.`,
  noFiles: 'لا يمكن إرسال الملفات هنا.',
  emoji: 'رموز تعبيرية',

  Busy: name => `${isolated(name)} مشغول.`,
  Declined: name => `رفض ${isolated(name)}.`,
  DestinationNotFound: name => `لا يوجد أحد على العنوان ${isolated(name)}.`,
  DoNotDisturb: name => `${isolated(name)} لا يريد الإزعاج.`,
  RemoteConnectionLost: name => `انقطع اتصال ${isolated(name)}.`,
  TemporarilyUnavailable: name => `لا يمكن الوصول إلى ${isolated(name)} حاليًا.`,
  Terminated: name => `أنهى ${isolated(name)} الدردشة.`,
  Timeout: name => `لم يرد ${isolated(name)}.`,
  TooManyParticipants: 'هذه الدردشة ممتلئة.',
  because: (codes, message) => REASONS.get(codes.find(code => REASONS.has(code))) ?? message,
  didNotWork: 'لم ينجح ذلك.',
  tryLater: 'حاول لاحقًا.',
  checkAddress: 'تحقق من العنوان.',

  peopleInChat: 'الأشخاص في هذه الدردشة',
  guest: 'ضيف',
  leader: 'قائد',
  Connecting: 'تجري دعوته',
  InLobby: 'بانتظار الدخول',
  letIn: 'السماح بالدخول',
  refuse: 'رفض',
  more: 'إجراءات',
  remove: 'إزالة',
  Leader: 'تعيين قائدًا',
  Attendee: 'تعيين مشاركًا',
  dismiss: 'إخفاء',
  morePeople: count => `و${people(count)} غيرهم`,
  fewerPeople: 'عرض أقل',

  addPeople: 'إضافة أشخاص',
  close: 'إغلاق',
  nameOrAddress: `الاسم أو ${isolated('name@example.com')}`,
  add: 'إضافة',
  chosenPeople: 'الأشخاص المراد إضافتهم',
  foundPeople: 'الأشخاص الذين عُثر عليهم',
  takeOut: name => `استبعاد ${isolated(name)}`,
  searching: 'جارٍ البحث…',
  found: count => `عُثر على ${people(count)}`,
  nobodyFound: text => `لم يُعثر على أحد باسم «${isolated(text)}». يمكنك إضافة أي شخص بعنوانه.`,
  searchFailed: 'تعذّر البحث. يمكنك إضافة أي شخص بعنوانه.',
  isHere: 'في هذه الدردشة',
  isChosen: 'تم اختياره',
  asking: names => `جارٍ دعوة ${isolated(names)}…`,

  presenceOnline: 'متاح',
  presenceBusy: 'مشغول',
  presenceDoNotDisturb: 'عدم الإزعاج',
  presenceAway: 'بعيد',
  presenceBeRightBack: 'سأعود قريبًا',
  presenceIdle: 'غير نشط',
  presenceOffline: 'غير متصل',
  presenceHidden: 'يظهر غير متصل',
  lastSeen: (status, when) => `${status}، آخر ظهور ${when}`,

  chatUnread: (label, count) => `${label}، ${unread(count)}`,
  closeChat: 'إغلاق',
  allChats: 'كل الدردشات',

  notifications: 'الإشعارات',
  notifyBySound: 'تشغيل صوت',
  notifyOnDesktop: 'العرض على سطح المكتب',
  notificationsBlocked: 'لا يسمح متصفحك لهذه الصفحة بعرض الإشعارات. يمكنك السماح بذلك في إعداداته.',
  notificationsUnsupported: 'لا يستطيع متصفحك عرض إشعارات هذه الصفحة.',
  inChat: (name, chat) => `${isolated(name)} في ${isolated(chat)}`,

  chats: 'الدردشات',
  noChats: 'لا توجد دردشات بعد.',
  loadingChats: 'جارٍ تحميل الدردشات…',
  olderChats: 'عرض دردشات أقدم',
  unreadMessages: unread,

  emojiFaces: 'وجوه',
  emojiGestures: 'إيماءات وأشخاص',
  emojiNature: 'طبيعة',
  emojiFood: 'طعام وشراب',
  emojiPlaces: 'سفر وترفيه',
  emojiObjects: 'أشياء',
  emojiSymbols: 'رموز',

  invitations: 'الدعوات',
};
export default arabic;
