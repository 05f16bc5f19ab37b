// The worker of this browser's push service: shows what came, and leads to its place. It keeps nothing and sees no page.
addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.url, location.origin).href;
  event.waitUntil(
    clients.matchAll({ type: "window", includeUncontrolled: true }).then((open) => {
      const page = open.find((one) => one.url === address);
      return page ? page.focus() : clients.openWindow(address);
    }),
  );
});
