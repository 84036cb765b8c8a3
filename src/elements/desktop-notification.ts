/** Whether the browser can show notifications, and whether it may. */
export function notificationPermission(): NotificationPermission | 'unsupported' {
  return 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

/** What a notification says. */
export interface Announcement {
  readonly title: string;
  readonly body: string;
  /** What replaces an older one. */
  readonly tag: string;
  readonly lang: string;
}

/**
 * Shows a notification, without a sound of its own.
 * @param onClick - The user has clicked on it.
 * @returns `undefined` where only a service worker may show one.
 */
export function showNotification({ title, ...options }: Announcement, onClick: () => void): Notification | undefined {
  try {
    const rest = { renotify: true, silent: true, dir: 'auto' as const };
    const notification = new Notification(title, { ...options, ...rest });
    notification.onclick = () => {
      window.focus();
      notification.close();
      onClick();
    };
    return notification;
  } catch {
    return undefined;
  }
}
