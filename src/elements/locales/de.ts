import type { Translation } from '../localize.js';

const { select } = new Intl.PluralRules('de');
const many = (count: number, one: string, other: string): string => (select(count) === 'one' ? one : other);

const german: Translation = {
  $code: 'de',
  $name: 'Deutsch',
  $dir: 'ltr',

  connecting: 'Verbindung wird hergestellt …',
  reconnecting: 'Verbindung unterbrochen. Sie wird wiederhergestellt …',
  offline: 'Sie sind offline.',
  notSignedIn: 'Nicht angemeldet',
  theServer: 'Der Server',
  signInFailed: 'Die Anmeldung ist fehlgeschlagen.',
  tryAgain: 'Erneut versuchen',

  chat: 'Chat',
  chatWith: names => `Chat mit ${names}`,
  groupChat: 'Gruppenchat',
  people: count => many(count, 'Nur Sie', `${count} Personen`),
  inviting: 'Anruf läuft …',
  active: 'Verbunden',
  ended: 'Chat beendet',
  youLeft: 'Sie haben diesen Chat verlassen.',
  youEnded: 'Sie haben diesen Chat beendet.',
  calling: name => `${name} wird angerufen …`,
  ringing: name => `Es klingelt. Warten auf Antwort von ${name} …`,
  joining: 'Beitritt …',
  inLobby: 'Warten auf Einlass …',
  alone: 'Sie sind allein hier.',
  theGroup: 'Die Gruppe',
  cancel: 'Abbrechen',
  end: 'Beenden',
  leave: 'Verlassen',
  endChat: 'Chat beenden',
  leaveChat: 'Chat verlassen',
  startChat: 'Chat beginnen',
  startAgain: 'Neu beginnen',
  typing: ([first, second, third], count) =>
    third
      ? `${count} Personen schreiben …`
      : second
        ? `${first} und ${second} schreiben …`
        : first
          ? `${first} schreibt …`
          : '',
  startHint: 'Schreiben Sie eine Nachricht, um den Chat zu beginnen.',
  noConversation: 'Kein Chat geöffnet.',
  waitingForChat: 'Ein Chat, den Sie annehmen, erscheint hier.',
  sayHello: 'Noch keine Nachrichten. Sagen Sie Hallo.',
  wantsToChat: name => `${name} möchte chatten`,
  invitesToGroup: name => `${name} lädt Sie in einen Gruppenchat ein`,
  accept: 'Annehmen',
  decline: 'Ablehnen',

  addPerson: 'Person hinzufügen',
  notAnAddress: text => `„${text}“ ist keine Adresse. Schreiben Sie sie wie name@example.com.`,

  messages: 'Nachrichten',
  messagesWith: names => `Nachrichten mit ${names}`,
  you: 'Sie',
  sending: 'Wird gesendet …',
  sent: 'Gesendet',
  notSent: 'Nicht gesendet.',
  sendAgain: 'Erneut senden',
  copy: 'Kopieren',
  copied: 'Kopiert',
  newMessages: count => many(count, '1 neue Nachricht', `${count} neue Nachrichten`),
  toEnd: 'Neueste Nachrichten',
  joined: name => `${name} ist beigetreten`,
  left: name => `${name} ist gegangen`,
  added: (by, name) => `${by} hat ${name} hinzugefügt`,
  removed: (by, name) => `${by} hat ${name} entfernt`,
  leads: name => `${name} leitet jetzt die Gruppe`,
  leadsNoMore: name => `${name} leitet die Gruppe nicht mehr`,
  topicIs: (by, topic) =>
    `${by ? `${by} hat das Thema geändert` : 'Das Thema wurde geändert'}${topic ? `: „${topic}“` : ''}`,
  says: (name, text) => `${name}: ${text}`,
  burst: (count, name, text) => `${count} neue Nachrichten, die letzte von ${name}: ${text}`,

  message: 'Nachricht',
  messageAll: 'Nachricht an alle',
  messageTo: names => `Nachricht an ${names}`,
  send: 'Senden',
  textStays: 'Ihr Text bleibt hier.',
  cannotSend: 'Das kann jetzt nicht gesendet werden. Ihr Text bleibt hier.',

  Busy: name => `${name} ist beschäftigt.`,
  Declined: name => `${name} hat abgelehnt.`,
  DestinationNotFound: name => `Unter ${name} ist niemand zu erreichen.`,
  DoNotDisturb: name => `${name} möchte nicht gestört werden.`,
  RemoteConnectionLost: name => `${name} hat die Verbindung verloren.`,
  TemporarilyUnavailable: name => `${name} ist gerade nicht erreichbar.`,
  Terminated: name => `${name} hat den Chat beendet.`,
  Timeout: name => `${name} hat nicht geantwortet.`,
  TooManyParticipants: 'Dieser Chat ist voll.',
  didNotWork: 'Das hat nicht funktioniert.',
  tryLater: 'Versuchen Sie es später noch einmal.',
  checkAddress: 'Prüfen Sie die Adresse.',

  peopleInChat: 'Personen in diesem Chat',
  guest: 'Gast',
  leader: 'Leitung',
  Connecting: 'wird gefragt',
  InLobby: 'wartet auf Einlass',
  letIn: 'Einlassen',
  refuse: 'Abweisen',
  more: 'Aktionen',
  remove: 'Entfernen',
  Leader: 'Zur Leitung machen',
  Attendee: 'Leitung entziehen',
  addressExample: 'name@example.com',
  add: 'Hinzufügen',
  asking: address => `${address} wird gefragt …`,

  invitations: 'Einladungen',
};
export default german;
