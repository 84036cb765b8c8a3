// What this page puts together is one style sheet of the page: custom properties on the element, and rules for its parts.
import { Application } from '/dist/sip-chat-elements.js';
import { people, server } from './people.js';

const TAG = 'chat-conversation';
const LANGUAGES = { '': 'as the page', de: 'Deutsch', fr: 'Français', es: 'Español', ar: 'العربية', ja: '日本語' };

/** A few to begin with. Names of parts are those of the element's documentation. */
const PRESETS = {
  Plain: { properties: {}, parts: {} },
  Forest: {
    properties: { '--chat-accent': '#1f6f4a', '--chat-radius': '0.5rem', '--chat-own-bubble': '#1f6f4a33' },
    parts: {},
  },
  Sunset: {
    properties: {
      '--chat-accent': '#b3361b',
      '--chat-radius': '1.5rem',
      '--chat-font-family': 'Georgia, serif',
      '--chat-font-size': '1rem',
    },
    parts: { title: 'letter-spacing: 0.02em;' },
  },
  Dense: {
    properties: { '--chat-font-size': '0.8125rem', '--chat-radius': '0.25rem' },
    parts: { header: 'padding-block: 0.25rem;', 'message-avatar': 'display: none;' },
  },
};

const byId = id => document.getElementById(id);
const sheet = new CSSStyleSheet();
const frame = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet, frame];

/** What has been chosen: values by property, declarations by part. */
let chosen = take(PRESETS.Plain);

const { modules } = await (await fetch('/dist/custom-elements.json')).json();
const elements = modules.flatMap(({ declarations = [] }) => declarations);
const described = tag => elements.find(({ tagName }) => tagName === tag);
const element = described(TAG);

const controls = byId('controls').elements;
const chat = document.querySelector(TAG);
await chat.updateComplete;

for (const [name, preset] of Object.entries(PRESETS)) {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: name });
  button.addEventListener('click', () => {
    chosen = take(preset);
    show();
  });
  byId('presets').append(button);
}
for (const [code, name] of Object.entries(LANGUAGES)) controls.language.append(new Option(name, code));

const rows = element.cssProperties.map(({ name, description, default: usual }) => {
  const label = document.createElement('div');
  label.className = 'property';
  label.title = description ?? '';
  const text = Object.assign(document.createElement('input'), { name, placeholder: usual ?? '', spellcheck: false });
  const words = Object.assign(document.createElement('label'), { textContent: name, htmlFor: `value ${name}` });
  text.id = words.htmlFor;
  const set = value => {
    if (value) chosen.properties.set(name, value);
    else chosen.properties.delete(name);
    apply();
  };
  text.addEventListener('input', () => set(text.value.trim()));
  label.append(words, text);
  const colour = document.createElement('input');
  if (!/radius|font|size|width|offset|gap|rows/.test(name)) {
    Object.assign(colour, { type: 'color', ariaLabel: `${name}: choose a colour` });
    colour.addEventListener('input', () => {
      text.value = colour.value;
      set(colour.value);
    });
    label.append(colour);
  }
  byId('properties').append(label);
  return { name, text, colour };
});

/** What each part is, by the name that the page knows it by: the element's own, and those of the elements in it. */
const parts = new Map(element.cssParts.map(({ name, description }) => [name, description]));
for (const inner of chat.shadowRoot.querySelectorAll('[exportparts]')) {
  for (const pair of inner.getAttribute('exportparts').split(',')) {
    const [its, ours] = pair.split(':').map(name => name.trim());
    const { description } = described(inner.localName)?.cssParts.find(({ name }) => name === its) ?? {};
    parts.set(ours, description);
  }
}
for (const name of [...parts.keys()].sort()) byId('part').append(new Option(name, name));
const partChosen = () => byId('part').value;
byId('part').addEventListener('change', showPart);
byId('declarations').addEventListener('input', () => {
  const text = byId('declarations').value.trim();
  if (text) chosen.parts.set(partChosen(), text);
  else chosen.parts.delete(partChosen());
  apply();
});

/** The colour that a property has when nobody sets it; the element keeps it under a private name. */
function usual(name) {
  return `var(${name.replace('--chat-own-bubble', '--chat-own').replace('--chat-', '--_')})`;
}

const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** A colour as `<input type="color">` wants it. */
function asHex(colour) {
  const probe = document.createElement('i');
  chat.shadowRoot.append(probe);
  probe.style.setProperty('color', colour);
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function take({ properties, parts }) {
  return { properties: new Map(Object.entries(properties)), parts: new Map(Object.entries(parts)) };
}

/** Shows what has been chosen in the boxes. */
function show() {
  for (const { name, text, colour } of rows) {
    const value = chosen.properties.get(name) ?? '';
    text.value = value;
    if (colour.type === 'color') colour.value = asHex(value || text.placeholder || usual(name));
  }
  showPart();
  apply();
}

function showPart() {
  byId('about-part').textContent = parts.get(partChosen()) ?? '';
  byId('declarations').value = chosen.parts.get(partChosen()) ?? '';
}

/** Puts the style sheet together, and on the page. */
function apply() {
  const properties = [...chosen.properties].map(([name, value]) => `  ${name}: ${value};`);
  const rules = properties.length ? [`${TAG} {\n${properties.join('\n')}\n}`] : [];
  for (const [part, declarations] of chosen.parts) {
    rules.push(`${TAG}::part(${part}) {\n  ${declarations.replace(/\s*\n\s*/g, '\n  ')}\n}`);
  }
  const css = rules.join('\n');
  sheet.replaceSync(css);
  byId('css').textContent = css || '/* Nothing changed yet. */';
  byId('told').textContent = '';
}

byId('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(byId('css').textContent);
    byId('told').textContent = 'Copied.';
  } catch {
    getSelection().selectAllChildren(byId('css'));
    byId('told').textContent = 'Selected: copy it with the keyboard.';
  }
});

byId('frame').addEventListener('input', () => {
  frame.replaceSync(`#stage { color-scheme: ${controls.scheme.value}; background: Canvas }
    #stage ${TAG} { inline-size: ${controls.width.value}px; max-inline-size: 100% }`);
  byId('stage').dir = controls.direction.value;
  chat.lang = controls.language.value;
});
byId('frame').dispatchEvent(new Event('input'));
byId('controls').addEventListener('submit', event => event.preventDefault());
show();

// The chat: Alice is the element; Bob is the object model, and answers.
const bob = new Application({ server });
await bob.signInManager.signIn({ username: people.bob.address, password: people.bob.password });
bob.conversationsManager.conversations.added(conversation => {
  const { chatService } = conversation;
  chatService.accept.enabled.when(true, async () => {
    await chatService.accept();
    const before = new Set(chatService.messages().map(message => message.key()));
    await chatService.sendMessage('Hello Alice! How do you like these colours?');
    await chatService.sendMessage('The guide is at https://intranet.contoso.example/brand');
    chatService.messages.added(message => {
      if (message.direction() === 'Incoming' && !before.has(message.key()))
        void chatService.sendMessage('Looks good to me.');
    });
  });
});
const alice = byId('alice');
Object.assign(alice, { server, accountSip: people.alice.address, credentials: { password: people.alice.password } });
chat.addEventListener('conversation-phase-change', ({ conversation, phase }) => {
  if (phase === 'idle') {
    void conversation.chatService.sendMessage('Good morning, Bob. Is this our new theme?').catch(() => {});
  }
});
