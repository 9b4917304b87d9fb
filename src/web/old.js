// For browsers without modules, which are far below the floor: no syntax newer than theirs.
document.getElementById('splash-words').textContent =
  'Peramban ini terlalu lama untuk Saba. Perbarui peramban, atau buka dengan Chrome 80 atau Firefox 79 ke atas.';
