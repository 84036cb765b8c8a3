import { html, type TemplateResult } from 'lit';
import type { Person } from '../model/index.js';
import { avatar } from './avatar.js';

/** The picture of somebody, with how available they are on it. The name stands beside it. Its styles: `faceStyles`. */
export function face(person: Person): TemplateResult {
  return html`<span class="face"
    >${avatar(person)}<presence-badge exportparts="badge:presence-badge" .person=${person}></presence-badge
  ></span>`;
}
