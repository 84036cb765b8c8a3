import type { Strings } from './localize.js';

/** The emoji that are offered, by groups; each group by the name of its name. Those that most systems draw since 2020. */
export const emojiGroups: readonly (readonly [name: keyof Strings & `emoji${string}`, emoji: string])[] = [
  [
    'emojiFaces',
    '😀 😃 😄 😁 😆 😅 🤣 😂 🙂 🙃 😉 😊 😇 🥰 😍 🤩 😘 😋 😛 😜 🤪 🤗 🤭 🤫 🤔 🤨 😐 😶 😏 🙄 😬 😌 😔 😴 🤒 🤕 🤢 🥵 🥶 🤯 🥳 😎 🤓 🧐 😕 😟 🙁 😮 😳 🥺 😢 😭 😱 😞 😓 😩 😤 😡 😈 🤡 👻 🤖',
  ],
  [
    'emojiGestures',
    '👍 👎 👌 ✌️ 🤞 🤟 🤙 👈 👉 👆 👇 ☝️ 👋 🖐️ ✋ 👏 🙌 🤝 🙏 💪 ✍️ 👀 🙋 🤷 🤦 🙇 💁 🧑‍💻 🏃 💃 🕺 👶 👪',
  ],
  [
    'emojiNature',
    '🐶 🐱 🐭 🐰 🦊 🐻 🐼 🐨 🦁 🐸 🐵 🐔 🐧 🐦 🦉 🐝 🦋 🐢 🐟 🐬 🌵 🌲 🌴 🌱 🍀 🍁 🌹 🌻 🌍 🌙 ⭐ ☀️ ⛅ 🌧️ ⛄ 🌈 🔥 💧',
  ],
  ['emojiFood', '🍎 🍌 🍇 🍓 🍋 🥑 🥕 🌽 🍞 🧀 🥚 🍔 🍟 🍕 🌮 🍣 🍜 🥗 🍪 🎂 🍰 🍫 🍿 ☕ 🍵 🥤 🍺 🍷 🥂'],
  ['emojiPlaces', '🚗 🚌 🚲 🚆 ✈️ 🚀 ⛵ 🏠 🏢 🏖️ ⛰️ 🗺️ ⚽ 🏀 🎾 🏆 🥇 🎯 🎮 🎲 🎨 🎵 🎸 🎬 🎉 🎈 🎁 🎄'],
  ['emojiObjects', '📱 💻 🖨️ 📷 💡 🔋 🔌 🔧 🔨 🔒 🔑 📅 📌 📎 ✂️ 📝 📖 📧 📦 📈 📉 🗑️ ⏰ ⌛ 💰 💳 🩺 🛒'],
  ['emojiSymbols', '❤️ 🧡 💛 💚 💙 💜 🖤 💔 💯 ✅ ☑️ ❌ ❗ ❓ ⚠️ ⛔ 🔴 🟡 🟢 ➕ ➖ ➡️ ⬅️ ⬆️ ⬇️ 🔁 🔔 🔕 💬 💤'],
];
