"""Requests to addresses that people name: pages to look at, webhooks to call. All of it is hostile ground."""
