// SPDX-License-Identifier: MIT
// What people who hear the page need and its package does not give: a name for the text area of a body.
customElements.whenDefined('api-request').then(() => {
    const element = customElements.get('api-request').prototype;
    const { updated } = element;
    element.updated = function (changed) {
        updated?.call(this, changed);
        for (const area of this.renderRoot.querySelectorAll('textarea.request-body-param-user-input'))
            area.setAttribute('aria-label', 'Body of the request');
    };
});
