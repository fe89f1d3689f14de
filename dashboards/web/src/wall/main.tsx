import { render } from 'preact';
import '../styles/tokens.css';
import './wall.css';
import { followLanguage } from '../words/words';
import { comeIn } from './entrance';
import { Wall } from './Wall';

followLanguage();
comeIn();
const page = document.getElementById('page');
if (page) {
  render(<Wall />, page);
}
