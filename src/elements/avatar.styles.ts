import { css } from 'lit';

export const avatarStyles = css`
  .avatar {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: var(--_avatar, 1.75rem);
    aspect-ratio: 1;
    border: 1px solid transparent;
    border-radius: 50%;
    background: light-dark(hsl(var(--_hue) 60% 90%), hsl(var(--_hue) 30% 30%));
    color: light-dark(hsl(var(--_hue) 60% 25%), hsl(var(--_hue) 60% 90%));
    font-size: calc(var(--_avatar, 1.75rem) * 0.4);
    font-weight: 600;
    line-height: 1;
    user-select: none;
  }
  .hue-0 {
    --_hue: 222;
  }
  .hue-1 {
    --_hue: 160;
  }
  .hue-2 {
    --_hue: 20;
  }
  .hue-3 {
    --_hue: 280;
  }
  .hue-4 {
    --_hue: 340;
  }
  .hue-5 {
    --_hue: 190;
  }
`;
