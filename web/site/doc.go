//go:build !js

// Package site makes the web site out of the repository, and serves it.
//
//	static/*.html, *.js, css, icons   ┐
//	static/data, static/weights       │
//	static/node_modules (libraries)   ├─ Build ─→  dist/  ─ Handler ─→  http://localhost:8080
//	wasm/* compiled for the browser   │
//	web/ui drawn by go-app            ┘
//
// dist/ holds an HTML file for every route, prerendered so that there is
// something to read before any program arrives, and everything else in
// dist/web/. It is plain files: any static host can serve it.
//
// Why not the server and the files that go-app generates: its page covers
// itself until the program runs, its loader knows one program where we have
// two, and its service worker fetches everything in advance. So of go-app's
// page only the drawn body is taken, and put into static/page.html.
//
// Every build has a version, a hash of its sources. It is linked into the
// programs and stands in the query of every script, style and program, so that
// no cache can mix two builds.
package site
