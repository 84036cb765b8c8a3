/** What the desktop would show. Stands in for the browser's, which a test cannot see or click. */
export class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'granted';
  /** What the user answers when asked. */
  static answer: NotificationPermission = 'granted';
  static asked = 0;
  static readonly shown: FakeNotification[] = [];
  readonly title: string;
  readonly options: NotificationOptions;
  onclick: (() => void) | null = null;
  closed = false;

  constructor(title: string, options: NotificationOptions = {}) {
    super();
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }

  static async requestPermission(): Promise<NotificationPermission> {
    FakeNotification.asked++;
    return (FakeNotification.permission = FakeNotification.answer);
  }

  close(): void {
    this.closed = true;
  }
}

/** Puts it in the browser's place, and the user in another window. @returns Puts things back. */
export function lookAway(permission: NotificationPermission = 'granted'): () => void {
  const real = Object.getOwnPropertyDescriptor(window, 'Notification');
  Object.assign(FakeNotification, { permission, answer: 'granted', asked: 0 });
  FakeNotification.shown.length = 0;
  Object.defineProperty(window, 'Notification', { value: FakeNotification, configurable: true, writable: true });
  document.hasFocus = () => false;
  return () => {
    if (real) Object.defineProperty(window, 'Notification', real);
    else Reflect.deleteProperty(window, 'Notification');
    Reflect.deleteProperty(document, 'hasFocus');
  };
}
